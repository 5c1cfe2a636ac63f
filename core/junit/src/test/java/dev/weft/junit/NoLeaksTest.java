package dev.weft.junit;

import static dev.weft.Go.go;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.DeadlockException;
import dev.weft.Unit;
import dev.weft.testing.Goleak;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Tests that leave goroutines fail, and no others. */
@Timeout(60)
class NoLeaksTest {
    /** Keeps what waits for it from being found by the collector. */
    private static final Channel<Unit> REACHABLE = Channel.make();

    @AfterAll
    static void end() {
        REACHABLE.close();
    }

    private static void leaves() throws InterruptedException {
        REACHABLE.receive();
    }

    @NoLeaks
    static class OneOfTwo {
        @Test
        void clean() throws Exception {
            Channel<Unit> done = Channel.make();
            go(done::close);
            done.receive();
        }

        @Test
        void leaks() {
            go(NoLeaksTest::leaves);
        }
    }

    @Test
    void theTestThatLeavesOneFailsAndNoOther() {
        assertThat(Outcome.of(OneOfTwo.class)).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("found unexpected goroutines:").hasMessageContaining("NoLeaksTest.leaves")
                .hasMessageContaining("created by dev.weft.junit.NoLeaksTest$OneOfTwo.leaks");
        assertThat(Outcome.of(OneOfTwo.class, "leaks")).isInstanceOf(AssertionError.class);
        Outcome.assertSuccessful(OneOfTwo.class, "clean");
    }

    @NoLeaks
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class LeakBeforeClean {
        @Test
        @Order(1)
        void leaks() {
            go(NoLeaksTest::leaves);
        }

        @Nested
        class Inner {
            @Test
            void clean() {}
        }

        @Test
        @Order(2)
        void clean() {}
    }

    @Test
    void whatOneTestLeavesIsNotReportedForTheNext() {
        assertThat(Outcome.of(LeakBeforeClean.class)).isInstanceOf(AssertionError.class);
    }

    @NoLeaks
    static class InTheConstructor {
        InTheConstructor() {
            go(NoLeaksTest::leaves);
        }

        @Test
        void test() {}
    }

    @Test
    void theConstructorIsIncluded() {
        assertThat(Outcome.of(InTheConstructor.class)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("InTheConstructor.<init>");
    }

    @NoLeaks
    static class CleanedUp {
        private final Channel<Unit> end = Channel.make();

        @Test
        void test() {
            go(() -> end.receive());
        }

        @AfterEach
        void cleanUp() {
            end.close();
        }
    }

    @Test
    void afterEachMayCleanUp() {
        Outcome.assertSuccessful(CleanedUp.class, "test");
    }

    static class OnAMethod {
        @Test
        @NoLeaks
        void checked() {
            go(NoLeaksTest::leaves);
        }

        @Test
        void notChecked() {
            go(NoLeaksTest::leaves);
        }
    }

    @Test
    void onAMethod() {
        assertThat(Outcome.of(OnAMethod.class)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("OnAMethod.checked");
        assertThatThrownBy(Goleak::verifyNone).as("tracking has ended").isInstanceOf(IllegalStateException.class);
    }

    @NoLeaks
    static class AfterAllLeaves {
        @Test
        void test() {}

        @AfterAll
        static void leave() {
            go(NoLeaksTest::leaves);
        }
    }

    @Test
    void theClassIsCheckedAtItsEnd() {
        assertThat(Outcome.of(AfterAllLeaves.class)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("AfterAllLeaves.leave");
    }

    @NoLeaks
    static class Fails {
        @Test
        void test() {
            go(NoLeaksTest::leaves);
            throw new IllegalArgumentException("it");
        }
    }

    @Test
    void aTestThatFailsIsNotChecked() {
        assertThat(Outcome.of(Fails.class)).isInstanceOf(IllegalArgumentException.class)
                .hasNoSuppressedExceptions();
    }

    @NoLeaks
    @VirtualTime
    static class LeaksFirst {
        @Test
        void clean() throws Exception {
            go(() -> dev.weft.Go.sleep(java.time.Duration.ofDays(1)));
            dev.weft.Go.sleep(java.time.Duration.ofDays(2));
        }

        @Test
        void leavesOneInTheBubble() {
            go(() -> Channel.make().receive());
        }

        @Test
        void leavesOneOutside() throws Exception {
            CountDownLatch started = new CountDownLatch(1);
            Thread.ofPlatform().start(() -> {
                go(NoLeaksTest::leaves);
                started.countDown();
            });
            started.await();
        }
    }

    @VirtualTime
    @NoLeaks
    static class TimeFirst extends LeaksFirst {}

    @Test
    void togetherWithVirtualTime() {
        for (Class<?> tests : new Class<?>[] {LeaksFirst.class, TimeFirst.class}) {
            Outcome.assertSuccessful(tests, "clean");
            assertThat(Outcome.of(tests, "leavesOneInTheBubble")).isInstanceOf(DeadlockException.class);
            assertThat(Outcome.of(tests, "leavesOneOutside")).isInstanceOf(AssertionError.class)
                    .hasMessageContaining("NoLeaksTest.leaves");
        }
    }
}
