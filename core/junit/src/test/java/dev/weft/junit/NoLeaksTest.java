package dev.weft.junit;

import static dev.weft.Go.go;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.DeadlockException;
import dev.weft.Go;
import dev.weft.Goroutines;
import dev.weft.Unit;
import dev.weft.testing.Goleak;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
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
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class LeakInAProgramBeforeClean {
        @Test
        @Order(1)
        void leaks() throws Exception {
            CountDownLatch started = new CountDownLatch(1);
            Thread.ofVirtual().start(new FutureTask<>(() -> {
                Go.run(() -> {
                    started.countDown();
                    leaves();
                });
                return null;
            }));
            started.await();
        }

        @Test
        @Order(2)
        void clean() {}
    }

    /** A member of a program stays known for as long as it runs, whoever tracks. */
    @Test
    void whatOneTestLeavesInAProgramIsNotReportedForTheNext() {
        assertThat(Outcome.of(LeakInAProgramBeforeClean.class)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("NoLeaksTest.leaves");
        Outcome.assertSuccessful(OneOfTwo.class, "clean");
    }

    @Test
    void whatWasThereBeforeIsNotReportedWhileAnotherTracksAllTheTime() throws Exception {
        try (AutoCloseable tracking = Goroutines.track()) {
            go(NoLeaksTest::leaves);
            Outcome.assertSuccessful(OneOfTwo.class, "clean");
            assertThat(Outcome.of(LeakBeforeClean.class)).isInstanceOf(AssertionError.class);
            assertThat(Outcome.of(LeakInAProgramBeforeClean.class)).isInstanceOf(AssertionError.class);
            assertThat(Outcome.of(OneOfTwo.class, "leaks")).isInstanceOf(AssertionError.class);
            assertThat(Outcome.of(OnAMethod.class)).isInstanceOf(AssertionError.class);
        }
    }

    @NoLeaks
    static class SharedServer {
        private static Channel<Unit> end;

        @BeforeAll
        static void up() {
            end = Channel.make();
            Channel<Unit> mine = end;
            go(() -> mine.receive());
        }

        @Test
        void first() {}

        @Test
        void second() {}

        @Nested
        @TestInstance(TestInstance.Lifecycle.PER_CLASS)
        class Inner {
            private final Channel<Unit> stop = Channel.make();

            @BeforeAll
            void up() {
                go(() -> stop.receive());
            }

            @Test
            void third() {}

            @AfterAll
            void down() {
                stop.close();
            }
        }

        @AfterAll
        static void down() {
            end.close();
        }
    }

    @Test
    void whatAClassSharesIsLeftByNoTest() {
        Outcome.assertSuccessful(SharedServer.class);
    }

    @NoLeaks
    static class ServerStays {
        @BeforeAll
        static void up() {
            go(NoLeaksTest::leaves);
        }

        @Test
        void first() {}

        @Test
        void second() {}
    }

    @Test
    void whatAClassSharesMustNotBeLeftByTheClass() {
        assertThat(Outcome.of(ServerStays.class)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("ServerStays.up");
    }

    @NoLeaks
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class ConstructorFails {
        private static int made;

        ConstructorFails() {
            if (made++ == 0) {
                go(NoLeaksTest::leaves);
                throw new IllegalArgumentException("it");
            }
        }

        @Test
        @Order(1)
        void first() {}

        @Test
        @Order(2)
        void second() {}
    }

    /** JUnit calls no {@code afterEach} then. */
    @Test
    void whatAConstructorThatFailsLeavesIsNotReportedForTheNext() {
        ConstructorFails.made = 0;
        assertThat(Outcome.of(ConstructorFails.class)).isInstanceOf(IllegalArgumentException.class)
                .hasNoSuppressedExceptions();
    }

    @NoLeaks
    static class InTheConstructor {
        InTheConstructor() {
            go(NoLeaksTest::leaves);
        }

        @Test
        void test() {}
    }

    @NoLeaks
    static class InTheOuterConstructor {
        InTheOuterConstructor() {
            go(NoLeaksTest::leaves);
        }

        @Nested
        class Inner {
            @Test
            void test() {}
        }
    }

    @Test
    void theConstructorIsIncluded() {
        assertThat(Outcome.of(InTheOuterConstructor.class)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("InTheOuterConstructor.<init>");
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
            go(() -> Go.sleep(java.time.Duration.ofDays(1)));
            Go.sleep(java.time.Duration.ofDays(2));
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
