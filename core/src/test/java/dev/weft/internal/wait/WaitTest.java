package dev.weft.internal.wait;

import static dev.weft.internal.time.MonotonicClock.NEVER;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.time.MonotonicClock;
import dev.weft.internal.wait.Wait.Wakeup;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "virtual threads {0}")
@ValueSource(booleans = {true, false})
class WaitTest {
    private static final long PAST = 0;

    @Parameter
    boolean virtual;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** A wait belongs to the thread that begins it; that thread publishes it here. */
    private final AtomicReference<Wait> current = new AtomicReference<>();

    @Test
    void aSignalBeforeItParksIsNotLost() {
        Outcome<Wakeup> outcome = waiting(w -> {
            w.signal();
            return w.await(NEVER);
        });
        assertThat(outcome.value()).isEqualTo(Wakeup.SIGNALLED);
    }

    @Test
    void aSignalWakesItsThread() {
        Outcome<Wakeup> outcome = waiting(w -> w.await(NEVER)).awaitParked("chan receive");
        current.get().signal();
        assertThat(outcome.value()).isEqualTo(Wakeup.SIGNALLED);
    }

    @Test
    void aSignalTakesPrecedenceOverAnInterruptAndThatOverTheDeadline() {
        Outcome<Wakeup> outcome = waiting(w -> {
            assertThat(w.await(PAST)).isEqualTo(Wakeup.TIMED_OUT);
            Thread.currentThread().interrupt();
            assertThat(w.await(PAST)).isEqualTo(Wakeup.INTERRUPTED);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            w.signal();
            return w.await(PAST);
        });
        assertThat(outcome.value()).isEqualTo(Wakeup.SIGNALLED);
        assertThat(outcome.interruptFlag()).isTrue();
    }

    @Test
    void anInterruptWakesItsThread() {
        Outcome<Wakeup> outcome = waiting(w -> w.await(NEVER)).awaitParked("chan receive");
        outcome.thread().interrupt();
        assertThat(outcome.value()).isEqualTo(Wakeup.INTERRUPTED);
        assertThat(outcome.interruptFlag()).isTrue();
    }

    @Test
    void theDeadlineWakesItsThread() {
        Outcome<Boolean> outcome = waiting(w -> {
            long deadline = MonotonicClock.nanoTime() + 1_000_000;
            assertThat(w.await(deadline)).isEqualTo(Wakeup.TIMED_OUT);
            return MonotonicClock.nanoTime() >= deadline;
        });
        assertThat(outcome.value()).isTrue();
    }

    @Test
    void itMayBeAwaitedAgainAfterItGaveUp() {
        Outcome<Wakeup> outcome = waiting(w -> {
            assertThat(w.await(PAST)).isEqualTo(Wakeup.TIMED_OUT);
            return w.await(NEVER);
        });
        outcome.awaitParked("chan receive");
        current.get().signal();
        assertThat(outcome.value()).isEqualTo(Wakeup.SIGNALLED);
    }

    @Test
    void aPokeMakesItLookAroundOnce() {
        Outcome<Wakeup> outcome = waiting(w -> {
            assertThat(w.await(NEVER)).isEqualTo(Wakeup.POKED);
            return w.await(PAST);
        });
        outcome.awaitParked("chan receive");
        current.get().poke();
        assertThat(outcome.value()).isEqualTo(Wakeup.TIMED_OUT);
    }

    @Test
    void pokesBeforeItParksAreOne() {
        Outcome<Wakeup> outcome = waiting(w -> {
            w.poke();
            w.poke();
            assertThat(w.await(NEVER)).isEqualTo(Wakeup.POKED);
            return w.await(PAST);
        });
        assertThat(outcome.value()).isEqualTo(Wakeup.TIMED_OUT);
    }

    @Test
    void aSignalReplacesAPokeAndAPokeNeverASignal() {
        Outcome<Wakeup> outcome = waiting(w -> {
            w.poke();
            w.signal();
            w.poke();
            return w.await(NEVER);
        });
        assertThat(outcome.value()).isEqualTo(Wakeup.SIGNALLED);
    }

    @Test
    void aStrayUnparkWakesNobody() {
        Outcome<Wakeup> outcome = waiting(w -> {
            LockSupport.unpark(Thread.currentThread());
            return w.await(NEVER);
        });
        outcome.awaitParked("chan receive");
        LockSupport.unpark(outcome.thread());
        outcome.awaitParked("chan receive");
        current.get().signal();
        assertThat(outcome.value()).isEqualTo(Wakeup.SIGNALLED);
    }

    @Test
    void anUninterruptibleWaitIgnoresPokesAndInterruptsAndKeepsTheFlag() {
        Outcome<Void> outcome = waiting(w -> {
            w.awaitUninterruptibly();
            return null;
        });
        outcome.awaitParked("chan receive");
        outcome.thread().interrupt();
        // It puts the flag aside, and parks again.
        awaitUntil(() -> !outcome.thread().isInterrupted());
        outcome.awaitParked("chan receive");
        current.get().poke();
        outcome.awaitParked("chan receive");
        current.get().signal();
        outcome.value();
        assertThat(outcome.interruptFlag()).isTrue();
    }

    @Test
    void anUninterruptibleWaitSetsNoFlagThatWasNotSet() {
        Outcome<Void> outcome = waiting(w -> {
            w.awaitUninterruptibly();
            return null;
        });
        outcome.awaitParked("chan receive");
        current.get().signal();
        outcome.value();
        assertThat(outcome.interruptFlag()).isFalse();
    }

    @Test
    void onlyWhoParksUntilASignalIsAsleep() {
        Outcome<Wakeup> outcome = waiting(w -> {
            assertThat(w.isAsleep()).isFalse();
            return w.await(NEVER);
        }).awaitParked("chan receive");
        Wait wait = current.get();
        assertThat(LockSupport.getBlocker(outcome.thread())).isSameAs(wait);
        assertThat(wait.isAsleep()).isTrue();
        assertThat(wait.isParked()).isTrue();
        wait.signal();
        assertThat(wait.isAsleep()).isFalse();
        assertThat(wait.isParked()).isFalse();
        outcome.value();
        assertThat(wait.isAsleep()).isFalse();
    }

    @Test
    void whoWillWakeByItselfIsNotAsleep() {
        Outcome<Wakeup> outcome = waiting(w -> {
            while (w.await(MonotonicClock.nanoTime() + 1_000_000_000L) == Wakeup.TIMED_OUT) {
                // the test is slow
            }
            return w.await(NEVER);
        }).awaitParked("chan receive");
        assertThat(current.get().isAsleep()).isFalse();
        assertThat(current.get().isParked()).isTrue();
        current.get().poke(); // from then on, it waits for ever
        awaitUntil(() -> current.get().isAsleep());
        current.get().poke();
        assertThat(outcome.value()).isEqualTo(Wakeup.POKED);
        current.get().signal();
        Outcome<Void> yielding = Outcome.<Void>start(g, virtual, () -> {
            Wait wait = new Wait(WaitReason.RUNNABLE);
            current.set(wait);
            wait.awaitUninterruptibly();
            return null;
        }).awaitParked("runnable");
        assertThat(current.get().isAsleep()).isFalse();
        current.get().signal();
        yielding.value();
    }

    @Test
    void spinningTellsWhetherTheSignalCame() {
        Outcome<Boolean> outcome = waiting(w -> {
            assertThat(w.spin(0)).isFalse();
            assertThat(w.spin(10)).isFalse();
            w.poke();
            assertThat(w.spin(10)).isFalse();
            w.signal();
            return w.spin(1);
        });
        assertThat(outcome.value()).isTrue();
    }

    /** A timer that is set while its receiver spins must not be found late. */
    @Test
    void aPokeEndsASpin() {
        Outcome<Boolean> outcome = waiting(w -> {
            g.start(false, w::poke);
            return w.spin(Long.MAX_VALUE);
        });
        assertThat(outcome.value()).isFalse();
    }

    @Test
    void anInterruptEndsASpinAndKeepsTheFlag() {
        Outcome<Boolean> outcome = waiting(w -> {
            Thread.currentThread().interrupt();
            return w.spin(Long.MAX_VALUE);
        });
        assertThat(outcome.value()).isFalse();
        assertThat(outcome.interruptFlag()).isTrue();
    }

    @Test
    void noSignalIsLostWheneverItComes() {
        int rounds = 5000;
        Outcome<Integer> outcome = Outcome.start(g, virtual, () -> {
            int signalled = 0;
            for (int i = 0; i < rounds; i++) {
                Wait wait = new Wait(WaitReason.CHAN_RECEIVE);
                current.set(wait);
                if (wait.await(NEVER) == Wakeup.SIGNALLED) {
                    signalled++;
                }
            }
            return signalled;
        });
        for (int i = 0; i < rounds; i++) {
            awaitUntil(() -> current.get() != null);
            for (int spins = i % 200; spins > 0; spins--) {
                Thread.onSpinWait(); // so that the signal comes before the waiter parks, while it does, or after
            }
            current.getAndSet(null).signal();
        }
        assertThat(outcome.value()).isEqualTo(rounds);
    }

    @Test
    void noSignalIsLostToAnInterruptAPokeOrTheDeadline() {
        for (int i = 0; i < 300; i++) {
            current.set(null);
            Outcome<Wakeup> outcome = waiting(w -> {
                for (;;) {
                    Wakeup why = w.await(MonotonicClock.nanoTime() + ThreadLocalRandom.current().nextInt(50_000));
                    if (why == Wakeup.SIGNALLED) {
                        return why;
                    }
                    if (why == Wakeup.INTERRUPTED) {
                        Thread.interrupted();
                    }
                }
            });
            awaitUntil(() -> current.get() != null);
            for (int n = i % 5; n > 0; n--) {
                outcome.thread().interrupt();
                current.get().poke();
            }
            current.get().signal();
            assertThat(outcome.value()).isEqualTo(Wakeup.SIGNALLED);
        }
    }

    @FunctionalInterface
    private interface Waiting<T> {
        T await(Wait wait);
    }

    /** Begins a wait in a thread of its own, and publishes it. */
    private <T> Outcome<T> waiting(Waiting<T> waiting) {
        return Outcome.start(g, virtual, () -> {
            Wait wait = new Wait(WaitReason.CHAN_RECEIVE);
            current.set(wait);
            return waiting.await(wait);
        });
    }
}
