package dev.weft.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs tests with virtual time: each in a bubble of its own, as {@link dev.weft.testing.SyncTest#run} does. The
 * documentation of {@code SyncTest} says how time passes in a bubble, what counts as waiting, and how a test ends.
 *
 * <pre>{@code
 * @VirtualTime
 * class RetryTest {
 *     private final Channel<String> answers = Channel.make(); // in the bubble, too
 *
 *     @Test
 *     void givesUpAfterADay() throws Exception {
 *         Instant start = Timers.now();
 *         assertThrows(DeadlineExceededException.class, () -> retry(Duration.ofDays(1)));
 *         assertEquals(Duration.ofDays(1), Timers.since(start)); // and it took a millisecond
 *     }
 * }
 * }</pre>
 *
 * <p>On a class, it applies to all its tests, including parameterized and repeated ones, and those of subclasses and of
 * {@code @Nested} classes. The constructor of the test class, its {@code @BeforeEach} methods, the test and the {@code
 * @AfterEach} methods run in one bubble, in one goroutine; the time stands still between them. The bubble ends after
 * the last of them: then all goroutines must have ended, or the test fails.
 *
 * <p>If anything fails in the bubble (an assertion in some goroutine, for instance, or a deadlock), the test fails with that
 * very exception, and the {@code @AfterEach} methods still run in the bubble, so that they can clean up.
 *
 * <p><b>Outside of the bubble</b> are {@code @BeforeAll} and {@code @AfterAll} methods, static fields, arguments of
 * parameterized tests, and what other extensions do. If the class has the life cycle {@code PER_CLASS}, so is the
 * constructor, with the initializers of the fields: it makes one object for many tests. (A {@code @Nested} class with that
 * life cycle cannot use what the object around it has made, unless both classes have it.) What is made outside is waited for
 * in real time; a timer, a context with a deadline or a rate limiter from there is refused with an exception.
 *
 * <p>Tests do not run in JUnit's thread, but in a virtual one. So what other extensions put into thread-locals is not
 * there. An interrupt of JUnit's thread, as by {@code @Timeout}, is passed on to the test; such a limit is one of real
 * time. If the test fails because of it, its goroutines are interrupted, too, before the {@code @AfterEach} methods
 * run. With the thread mode {@code SEPARATE_THREAD}, a test that ignores the interrupt is given up after five seconds,
 * and these methods cannot run. Tests with virtual time can run in parallel: each has its own clock.
 *
 * <p>A {@code @TestFactory} cannot have it, since its dynamic tests have no life cycle of their own: there, call {@code
 * SyncTest.run} in each test.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(VirtualTimeExtension.class)
public @interface VirtualTime {}
