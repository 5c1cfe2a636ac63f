package dev.weft.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test that leaves a goroutine behind, as {@code go.uber.org/goleak} does.
 *
 * <pre>{@code
 * @NoLeaks
 * class PoolTest {
 *     @Test
 *     void closesItsWorkers() throws Exception {
 *         try (Pool pool = new Pool(4)) {
 *             pool.submit(() -> "work").receive();
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>On a class, it applies to all its tests, including those of subclasses and of {@code @Nested} classes. After the
 * {@code @AfterEach} methods, it gives the goroutines up to a second to end. Those that are still there then are listed
 * in an {@link AssertionError}, with the place where each waits, and where it was started ({@link
 * dev.weft.testing.Goleak#verifyNone}). A test that has failed, or was aborted by an assumption, is not checked: nobody
 * expects it to have cleaned up.
 *
 * <p>A test begins before its instance is made, so what the constructor starts is included. What was there before is not:
 * what another test has left, or a server that a {@code @BeforeAll} method has started for all tests. When the last {@code
 * @AfterAll} method has run, the class is checked, too: all that was started since before its first {@code @BeforeAll}
 * method or, if a test has failed or was aborted, since the last such test, must have ended.
 *
 * <p>It checks all goroutines that were started during the test, whoever started them. So a test that runs in parallel
 * with others that start goroutines cannot have it: add {@code @Isolated} and {@code @Execution(SAME_THREAD)} to its
 * class. Finding out where goroutines are started costs some microseconds for each.
 *
 * <p>A test with {@link VirtualTime} fails anyway if goroutines of its bubble are left; together, the two also find those
 * that were started outside of the bubble.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(NoLeaksExtension.class)
public @interface NoLeaks {}
