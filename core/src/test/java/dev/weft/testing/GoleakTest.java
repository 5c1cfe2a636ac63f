package dev.weft.testing;

import static dev.weft.Go.go;
import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Goroutines;
import dev.weft.Unit;
import dev.weft.support.ChildVm;
import dev.weft.support.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GoleakTest {
    @RegisterExtension
    final dev.weft.support.Goroutines g = new dev.weft.support.Goroutines();

    private final Channel<Unit> held = Channel.make();

    @Test
    void whatIsLeftIsListed() throws Exception {
        try (AutoCloseable tracking = Goroutines.track()) {
            Thread left = go("worker", () -> held.receive());
            awaitParked(left, "chan receive");
            long start = System.nanoTime();
            assertThatThrownBy(Goleak::verifyNone).isExactlyInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("found unexpected goroutines:\n\ngoroutine " + left.threadId()
                            + " \"worker\" [chan receive]:\n\tat ")
                    .hasMessageContaining("GoleakTest.java:").hasMessageContaining("\ncreated by ");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            held.close();
            Goleak.verifyNone(); // it is about to end
        }
    }

    @Test
    void whoEndsSoonIsNotLeft() throws Exception {
        try (AutoCloseable tracking = Goroutines.track()) {
            Thread ends = go(() -> held.receive());
            awaitParked(ends, "chan receive");
            Outcome<Void> asks = Outcome.start(g, false, () -> {
                Goleak.verifyNone();
                return null;
            });
            awaitUntil(() -> asks.thread().getState() == Thread.State.TIMED_WAITING); // it has seen it
            held.close();
            asks.value();
        }
    }

    @Test
    void whoAsksIsNotCountedNorWhoWasThereBefore() throws Exception {
        Thread before = g.go(() -> held.receive());
        awaitParked(before, "chan receive");
        Go.run(() -> {
            go(() -> held.receive());
            try (AutoCloseable tracking = Goroutines.track()) {
                Thread asks = go(Goleak::verifyNone);
                asks.join();
                Go.run(Goleak::verifyNone);
                Goleak.verifyNone();
            }
            held.close();
        });
    }

    /** As with Go's {@code goleak.IgnoreCurrent()}, but without asking for it. */
    @Test
    void whoeverTracksIsToldOfThoseThatWereStartedSinceThen() throws Exception {
        try (AutoCloseable all = Goroutines.track()) {
            Thread left = go("left", () -> held.receive());
            try (AutoCloseable tracking = Goroutines.track()) {
                Goleak.verifyNone();
                Thread mine = go("mine", () -> held.receive());
                assertThatThrownBy(Goleak::verifyNone).isExactlyInstanceOf(AssertionError.class)
                        .hasMessageContaining("\"mine\"").hasMessageNotContaining("\"left\"");
                mine.interrupt();
                mine.join();
            }
            AutoCloseable ofAnother = Outcome.start(g, false, Goroutines::track).value();
            assertThatThrownBy(Goleak::verifyNone).as("it is none of mine").isExactlyInstanceOf(AssertionError.class)
                    .hasMessageContaining("\"left\"");
            ofAnother.close();
            left.interrupt();
            left.join();
            Goleak.verifyNone();
        }
    }

    /** They stay known for as long as their program runs. */
    @Test
    void noMemberOfAProgramIsLeftTwice() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        try (AutoCloseable tracking = Goroutines.track()) {
            g.platform(() -> Go.run(() -> {
                started.countDown();
                held.receive();
            }));
            started.await();
            assertThatThrownBy(Goleak::verifyNone).isExactlyInstanceOf(AssertionError.class);
        }
        try (AutoCloseable tracking = Goroutines.track()) {
            Goleak.verifyNone();
        } finally {
            held.close();
        }
    }

    @Test
    void withThePropertyToo() throws Exception {
        assertThat(ChildVm.run(List.of(), ChildVm.onThisScheduler(List.of("-Dweft.track=true")), Property.class))
                .startsWith("none since then\nfound unexpected goroutines:\n\ngoroutine ")
                .contains("\"left\" [");
    }

    static final class Property {
        private static final Channel<Unit> HELD = Channel.make();

        public static void main(String[] args) throws Exception {
            go("left", () -> HELD.receive());
            try (AutoCloseable tracking = Goroutines.track()) {
                Goleak.verifyNone();
                System.out.println("none since then");
            }
            try {
                Goleak.verifyNone();
            } catch (AssertionError e) {
                System.out.println(e.getMessage());
            }
        }
    }

    /** What the watch has found, and collected, was left all the same; the next test is not to blame for it. */
    @Test
    void theLostAreListedOnce() throws Exception {
        try (AutoCloseable tracking = Goroutines.track()) {
            AtomicReference<Long> id = new AtomicReference<>();
            g.join(g.go(() -> {
                id.set(go(() -> Channel.make().receive()).threadId());
            }));
            awaitUntil(() -> Goroutines.all().stream().noneMatch(s -> s.id() == id.get())); // the watch has found it
            assertThatThrownBy(Goleak::verifyNone).isExactlyInstanceOf(AssertionError.class)
                    .hasMessageContaining("goroutine " + id.get() + " [chan receive]:");
            Goleak.verifyNone();
        }
        try (AutoCloseable tracking = Goroutines.track()) {
            Goleak.verifyNone();
        }
    }

    @Test
    void withoutTrackingItFails() {
        assertThatThrownBy(Goleak::verifyNone).isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Goroutines.track()").hasMessageContaining("-Dweft.track=true");
    }

    @Test
    void anInterruptEndsItsPatience() throws Exception {
        try (AutoCloseable tracking = Goroutines.track()) {
            awaitParked(go(() -> held.receive()), "chan receive");
            Thread.currentThread().interrupt();
            long start = System.nanoTime();
            assertThatThrownBy(Goleak::verifyNone).isExactlyInstanceOf(AssertionError.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(Thread.interrupted()).isTrue();
            held.close();
        }
    }
}
