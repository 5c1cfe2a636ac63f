package dev.weft;

import static dev.weft.Go.go;
import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which interrupts reach which thread around a {@link Go#run}: from its caller, from its end, and from itself. */
class GoRunInterruptTest {
    private static final String RECEIVE = "chan receive";

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Queue<Thread> kept = new ConcurrentLinkedQueue<>();

    private Outcome<Void> run(boolean virtual, Task<?> main) {
        return Outcome.start(g, virtual, () -> {
            Go.run(main);
            return null;
        });
    }

    /** Waits until it is interrupted. */
    private static void block() throws InterruptedException {
        Channel.make().receive();
    }

    /** Keeps the current thread, so that its program is not dead while it waits for an interrupt only. */
    private void keep() {
        kept.add(Thread.currentThread());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptOfTheCallerReachesMain(boolean virtual) {
        Outcome<Void> throwing = run(virtual, () -> {
            keep();
            block();
        }).awaitParked(RECEIVE);
        awaitUntil(() -> !kept.isEmpty());
        awaitParked(kept.peek(), RECEIVE);
        throwing.thread().interrupt();
        throwing.assertFailure().isExactlyInstanceOf(InterruptedException.class);
        assertThat(throwing.interruptFlag()).isFalse();

        Outcome<Void> unchecked = run(virtual, () -> {
            keep();
            Go.unchecked(GoRunInterruptTest::block);
        }).awaitParked(RECEIVE);
        unchecked.thread().interrupt();
        unchecked.assertFailure().isExactlyInstanceOf(UncheckedInterruptedException.class);
        assertThat(unchecked.interruptFlag()).isTrue();

        Outcome<Void> returning = run(virtual, () -> {
            keep();
            assertThatThrownBy(GoRunInterruptTest::block).isInstanceOf(InterruptedException.class);
        });
        returning.awaitParked(RECEIVE).thread().interrupt();
        returning.value();
        assertThat(returning.interruptFlag()).isTrue();

        Exception failure = new Exception("of main");
        Outcome<Void> failing = run(virtual, () -> {
            keep();
            try {
                block();
            } catch (InterruptedException e) {
                throw failure;
            }
        });
        failing.awaitParked(RECEIVE).thread().interrupt();
        failing.assertFailure().isSameAs(failure);
        assertThat(failing.interruptFlag()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anotherInterruptReachesThoseThatAreLeft(boolean virtual) throws InterruptedException {
        Channel<Unit> interrupted = Channel.make();
        AtomicReference<Thread> thread = new AtomicReference<>();
        Outcome<Void> outcome = run(virtual, () -> thread.set(go(() -> {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(GoRunInterruptTest::block).isInstanceOf(InterruptedException.class);
                interrupted.send(Unit.UNIT);
            }
        })));
        for (int i = 0; i < 2; i++) {
            interrupted.receive();
            awaitParked(thread.get(), RECEIVE);
            outcome.awaitParked(RECEIVE);
            outcome.thread().interrupt();
        }
        interrupted.receive();
        outcome.value();
        assertThat(outcome.interruptFlag()).isTrue();
    }

    @Test
    void mainMayInterruptItselfAndIsNoQuietGoroutine() {
        Outcome<Void> outcome = run(true, () -> {
            Thread.currentThread().interrupt();
            block();
        });
        outcome.assertFailure().isExactlyInstanceOf(InterruptedException.class);
        assertThat(outcome.interruptFlag()).isFalse();
        Outcome<Void> returns = run(true, () -> Thread.currentThread().interrupt());
        returns.value();
        assertThat(returns.interruptFlag()).isFalse();
    }

    @Test
    void anInterruptOnEntryCounts() {
        AtomicInteger ran = new AtomicInteger();
        g.join(g.go(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> Go.run(ran::incrementAndGet)).isExactlyInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }));
        assertThat(ran.get()).isZero();
        assertThatNullPointerException().isThrownBy(() -> Go.run(null));
    }

    @Test
    void whoIsStartedAfterTheEndBeginsInterrupted() {
        List<Boolean> flags = new ArrayList<>(); // synchronized only by the order of the threads
        run(true, () -> awaitParked(go(() -> {
            try {
                block();
            } finally {
                Thread late = go(() -> {
                    flags.add(Thread.interrupted()); // this also clears the flag, so that join works
                    Thread later = go(() -> flags.add(Thread.currentThread().isInterrupted()));
                    later.join();
                });
                late.join();
            }
        }), RECEIVE)).value();
        assertThat(flags).containsExactly(true, true);
    }

    /**
     * This includes goroutines that begin at the very moment of the end: a second interrupt would disturb their
     * cleanup.
     */
    @Test
    void theEndInterruptsOnce() {
        AtomicInteger again = new AtomicInteger();
        AtomicInteger cleaned = new AtomicInteger();
        for (int round = 0; round < 500; round++) {
            run(round % 2 == 0, () -> {
                for (int i = 0; i < 4; i++) {
                    go(() -> {
                        try {
                            block();
                        } catch (InterruptedException e) {
                            for (int k = 0; k < 20; k++) {
                                Go.gosched();
                            }
                            if (Thread.currentThread().isInterrupted()) {
                                again.incrementAndGet();
                            }
                            cleaned.incrementAndGet();
                        }
                    });
                }
            }).value();
        }
        assertThat(again.get()).isZero();
        assertThat(cleaned.get()).isEqualTo(2_000);
    }
}
