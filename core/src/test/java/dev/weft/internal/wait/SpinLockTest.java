package dev.weft.internal.wait;

import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpinLockTest {
    private static final int ROUNDS = 3000;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final SpinLock lock = new SpinLock() {};

    // Guarded by the lock.
    private int count;
    private Thread holder;

    @ParameterizedTest(name = "interrupted {0}")
    @ValueSource(booleans = {false, true})
    void onlyOneHoldsItAndSeesWhatTheOneBeforeWrote(boolean interrupted) {
        List<Outcome<?>> outcomes = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            outcomes.add(Outcome.start(g, i % 3 > 0, () -> {
                if (interrupted) {
                    Thread.currentThread().interrupt(); // with the flag set, no thread can park
                }
                for (int n = 0; n < ROUNDS; n++) {
                    lock.lock();
                    assertThat(holder == null).isTrue();
                    holder = Thread.currentThread();
                    count++;
                    if (n % 512 == 0 && !Thread.currentThread().isVirtual()) {
                        Thread.yield(); // gives the others a chance to find it held
                    }
                    assertThat(holder == Thread.currentThread()).isTrue();
                    holder = null;
                    lock.unlock();
                }
                return null;
            }));
        }
        for (Outcome<?> outcome : outcomes) {
            outcome.value();
            assertThat(outcome.interruptFlag()).isEqualTo(interrupted);
        }
        assertThat(count).isEqualTo(24 * ROUNDS);
    }

    @ParameterizedTest(name = "virtual threads {0}")
    @ValueSource(booleans = {true, false})
    void whoWaitsForLongParksAndLetsOthersRun(boolean virtual) {
        lock.lock();
        Outcome<Void> waiter = Outcome.start(g, virtual, () -> {
            lock.lock();
            lock.unlock();
            return null;
        });
        awaitUntil(() -> waiter.isParked("runnable"));
        g.join(g.go(() -> {})); // on one carrier, possible only if the waiter leaves it
        assertThat(waiter.thread().isAlive()).isTrue();
        lock.unlock();
        waiter.value();
    }

    @Test
    void aWaiterIgnoresInterruptsAndKeepsTheFlag() {
        lock.lock();
        Outcome<Void> waiter = Outcome.start(g, true, () -> {
            lock.lock();
            lock.unlock();
            return null;
        });
        awaitUntil(() -> waiter.isParked("runnable"));
        waiter.thread().interrupt();
        // This shows that it has noticed, and keeps waiting: with the flag set it can only yield.
        awaitUntil(() -> waiter.thread().getState() == Thread.State.RUNNABLE);
        assertThat(waiter.thread().isAlive()).isTrue();
        lock.unlock();
        waiter.value();
        assertThat(waiter.interruptFlag()).isTrue();
    }
}
