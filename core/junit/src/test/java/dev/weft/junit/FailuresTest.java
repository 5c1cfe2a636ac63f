package dev.weft.junit;

import static dev.weft.Go.go;
import static dev.weft.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.weft.Channel;
import dev.weft.DeadlockException;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.sync.Mutex;
import dev.weft.testing.SyncTest;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.opentest4j.TestAbortedException;

/** What JUnit reports of tests with virtual time that fail. */
@Timeout(60)
class FailuresTest {
    private static final List<String> LOG = new ArrayList<>();
    private static AssertionError wrong;

    @BeforeEach
    void clear() {
        LOG.clear();
        wrong = new AssertionError("wrong");
    }

    @VirtualTime
    static class Assertion {
        @Test
        void fails() throws Exception {
            go(() -> Channel.make().receive()); // says nothing any more
            SyncTest.await();
            throw wrong;
        }

        @AfterEach
        void cleanUp() throws Exception {
            Instant before = Timers.now();
            Go.sleep(Duration.ofDays(1));
            LOG.add("cleaned up after " + Timers.since(before));
        }
    }

    @Test
    void anAssertionIsReportedAsItIs() {
        assertThat(Outcome.of(Assertion.class)).isSameAs(wrong).hasNoSuppressedExceptions();
        assertThat(LOG).containsExactly("cleaned up after PT24H");
    }

    @VirtualTime
    static class InAGoroutine {
        @Test
        void fails() throws Exception {
            go(() -> {
                Go.sleep(Duration.ofHours(1));
                throw wrong;
            });
            select();
        }

        @AfterEach
        void cleanUp() throws Exception {
            Go.sleep(Duration.ofDays(1));
            LOG.add("cleaned up");
        }
    }

    @Test
    void anAssertionInAGoroutineIsReportedAsItIs() {
        assertThat(Outcome.of(InAGoroutine.class)).isSameAs(wrong).hasNoSuppressedExceptions();
        assertThat(LOG).containsExactly("cleaned up");
    }

    @VirtualTime
    static class Deadlock {
        @Test
        void fails() throws Exception {
            waitsForever();
        }

        private static void waitsForever() throws InterruptedException {
            Channel.make().receive();
        }
    }

    @Test
    void aDeadlockIsReportedWithTheStack() {
        assertThat(Outcome.of(Deadlock.class)).isInstanceOf(DeadlockException.class)
                .hasMessageStartingWith("deadlock: all goroutines in bubble are blocked")
                .hasMessageContaining("FailuresTest$Deadlock.waitsForever").hasNoSuppressedExceptions()
                .extracting(e -> ((DeadlockException) e).goroutines().get(0).stack()).asInstanceOf(LIST)
                .as("without JUnit's own calls").hasSize(3).last().asString().contains("Deadlock.fails(");
    }

    @VirtualTime
    static class LeftBehind {
        private final Mutex mutex = new Mutex();

        @BeforeEach
        void prepare() {
            mutex.lock();
        }

        @Test
        void fails() {
            go(() -> mutex.lock());
        }
    }

    @Test
    void aGoroutineThatIsLeftIsReported() {
        assertThat(Outcome.of(LeftBehind.class)).isInstanceOf(DeadlockException.class)
                .hasMessageStartingWith("deadlock: main bubble goroutine has exited but blocked goroutines remain")
                .hasMessageContaining("[sync.Mutex.Lock]").hasNoSuppressedExceptions();
    }

    @VirtualTime
    static class InTheConstructor {
        InTheConstructor() throws InterruptedException {
            Go.sleep(Duration.ofDays(1));
            throw wrong;
        }

        @Test
        void test() {}
    }

    @Test
    void theConstructorMayFail() {
        assertThat(Outcome.of(InTheConstructor.class)).isSameAs(wrong);
    }

    @VirtualTime
    static class InBeforeEach {
        @BeforeEach
        void prepare() {
            throw wrong;
        }

        @Test
        void test() {
            LOG.add("test");
        }

        @AfterEach
        void cleanUp() {
            LOG.add("cleaned up");
        }
    }

    @Test
    void beforeEachMayFail() {
        assertThat(Outcome.of(InBeforeEach.class)).isSameAs(wrong);
        assertThat(LOG).containsExactly("cleaned up");
    }

    @VirtualTime
    static class Aborted {
        @Test
        void aborts() {
            go(() -> Channel.make().receive());
            Assumptions.assumeTrue(false, "not today");
        }
    }

    @Test
    void anAbortedTestIsAborted() {
        assertThat(Outcome.of(Aborted.class)).isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("not today");
    }

    @VirtualTime
    static class TooLong {
        @Test
        @Timeout(value = 100, unit = TimeUnit.MILLISECONDS)
        void waitsOutside() throws Exception {
            new CountDownLatch(1).await();
        }

        @Test
        @Timeout(value = 100, unit = TimeUnit.MILLISECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void waitsOutsideWithAThreadOfItsOwn() throws Exception {
            new CountDownLatch(1).await();
        }
    }

    @Test
    void aTimeLimitIsOneOfRealTime() {
        assertThat(Outcome.of(TooLong.class, "waitsOutside")).isInstanceOf(TimeoutException.class);
        assertThat(Outcome.of(TooLong.class, "waitsOutsideWithAThreadOfItsOwn")).isInstanceOf(TimeoutException.class);
    }

    @VirtualTime
    static class NeverEnds {
        private static final CountDownLatch RELEASE = new CountDownLatch(1);

        @Test
        @Timeout(value = 100, unit = TimeUnit.MILLISECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void ignoresInterrupts() {
            Go.uninterruptibly(() -> RELEASE.await());
        }

        @AfterEach
        void cleanUp() {
            LOG.add("cleaned up");
        }
    }

    @Test
    void aTestThatIgnoresItsTimeLimitIsGivenUp() {
        assertThat(Outcome.of(NeverEnds.class)).isInstanceOf(TimeoutException.class);
        assertThat(LOG).as("its thread is not to be had").isEmpty();
        NeverEnds.RELEASE.countDown();
    }

    @VirtualTime
    static class StaticFieldOfTwoTests {
        private static final Channel<String> KEPT = Channel.make(1);

        @Test
        void one() throws Exception {
            KEPT.send("one");
            assertThat(KEPT.receive()).isEqualTo("one");
        }

        @Test
        void another() throws Exception {
            one();
        }
    }

    @Test
    void aStaticFieldIsOutside() {
        Outcome.assertSuccessful(StaticFieldOfTwoTests.class);
    }

    @VirtualTime
    static class TimerOfAll {
        private static Timer timer;

        @BeforeAll
        static void make() {
            timer = Timers.newTimer(Duration.ofMillis(1));
        }

        @Test
        void fails() throws Exception {
            timer.channel().receive();
        }
    }

    @Test
    void aTimerThatBeforeAllHasMadeIsRefused() {
        assertThat(Outcome.of(TimerOfAll.class)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("real time").hasMessageContaining("make it inside");
    }

    @VirtualTime
    static class TwoBubbles {
        @Test
        void fails() throws Exception {
            SyncTest.run(() -> {
            });
        }
    }

    @Test
    void aBubbleContainsNoOther() {
        assertThat(Outcome.of(TwoBubbles.class)).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("synctest.Run called from within a synctest bubble");
    }

    @VirtualTime
    static class Factory {
        @TestFactory
        Stream<DynamicTest> tests() {
            return Stream.of(DynamicTest.dynamicTest("one", () -> LOG.add("one")));
        }
    }

    @Test
    void aTestFactoryIsRefused() {
        assertThat(Outcome.of(Factory.class)).isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("@TestFactory").hasMessageContaining("SyncTest.run");
        assertThat(LOG).isEmpty();
    }

    static class FailsBeforeEach implements BeforeEachCallback {
        @Override
        public void beforeEach(ExtensionContext context) {
            throw wrong;
        }
    }

    static class FailsAfterTheConstructor implements TestInstancePostProcessor {
        @Override
        public void postProcessTestInstance(Object instance, ExtensionContext context) {
            throw wrong;
        }
    }

    @VirtualTime
    @ExtendWith(FailsBeforeEach.class)
    static class OtherExtensionFails {
        private final Channel<Unit> end = Channel.make();

        OtherExtensionFails() {
            go(() -> {
                try {
                    end.receive();
                } catch (InterruptedException e) {
                    LOG.add("interrupted");
                }
            });
        }

        @Test
        void test() {
            LOG.add("test");
        }
    }

    @VirtualTime
    @ExtendWith(FailsAfterTheConstructor.class)
    static class OtherExtensionFailsEarlier extends OtherExtensionFails {}

    /** Even then the bubble ends. */
    @Test
    void anotherExtensionMayFail() {
        Throwable failure = Outcome.of(OtherExtensionFails.class);
        assertThat(failure).isSameAs(wrong);
        assertThat(LOG).containsExactly("interrupted");
        assertThat(wrong.getSuppressed()).hasSize(1).allMatch(DeadlockException.class::isInstance);
    }

    @Test
    void anotherExtensionMayFailRightAfterTheConstructor() {
        assertThat(Outcome.of(OtherExtensionFailsEarlier.class)).isSameAs(wrong);
        assertThat(LOG).containsExactly("interrupted");
    }

    @VirtualTime
    static class OuterOfNested {
        final Channel<Unit> outer = Channel.make();

        @Nested
        class Inner {
            final Channel<Unit> inner = Channel.make();

            @Test
            void fails() throws Exception {
                select(dev.weft.Select.receive(outer), dev.weft.Select.receive(inner));
            }
        }
    }

    @Test
    void aNestedTestMayBeStuck() {
        assertThat(Outcome.of(OuterOfNested.class)).isInstanceOf(DeadlockException.class)
                .hasMessageContaining("[select]");
    }
}
