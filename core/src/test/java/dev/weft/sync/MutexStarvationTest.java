package dev.weft.sync;

import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.support.Goroutines;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Starvation mode: if a waiter has waited for over a millisecond and finds, when it is woken, that another thread
 * overtook it, the next unlock hands the lock to it directly.
 */
class MutexStarvationTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Mutex mu = new Mutex();
    private final List<String> order = new ArrayList<>(); // guarded by mu

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unlockHandsTheLockOver(boolean virtual) {
        Thread starving = starve(virtual);
        mu.unlock();
        assertThat(mu.tryLock()).as("it was never free").isFalse();
        g.join(starving);
        assertThat(order).containsExactly("starving");
        assertThat(mu.tryLock()).as("the starving one holds it").isFalse();
        assertThat(isStarving()).as("it was the last waiter, which ends the mode").isFalse();
        mu.unlock();
        assertThat(mu.tryLock()).isTrue();
    }

    @Test
    void newcomersQueueUpBehindIt() throws InterruptedException {
        Thread starving = starve(true);
        Thread newcomer = g.go(() -> {
            mu.lock();
            order.add("newcomer");
            mu.unlock();
        });
        awaitParked(newcomer, "sync.Mutex.Lock");
        mu.unlock();
        assertThat(mu.tryLock(1, TimeUnit.NANOSECONDS)).isFalse();
        g.join(starving);
        mu.unlock();
        g.join(newcomer);
        assertThat(order).containsExactly("starving", "newcomer");
        assertThat(mu.tryLock()).isTrue();
    }

    /** The starving waiter gives up: this ends the mode, and the lock is as good as new. */
    @Test
    void aStarvingWaiterThatGivesUpEndsTheMode() {
        Thread starving = starve(true);
        starving.interrupt();
        g.join(starving);
        assertThat(order).isEmpty();
        assertThat(isStarving()).isFalse();
        assertThat(mu.tryLock()).isFalse();
        mu.unlock();
        assertThat(mu.tryLock()).isTrue();
        mu.unlock();
        assertThatThrownBy(mu::unlock).isExactlyInstanceOf(IllegalMonitorStateException.class);
    }

    /** If another waiter is behind it, the mode goes on, and that waiter is handed the lock. */
    @Test
    void aStarvingWaiterThatGivesUpDoesNotTakeTheLockAlong() {
        Thread starving = starve(true);
        Thread next = g.go(() -> {
            mu.lock();
            order.add("next");
        });
        awaitParked(next, "sync.Mutex.Lock");
        starving.interrupt();
        g.join(starving);
        mu.unlock();
        g.join(next);
        assertThat(order).containsExactly("next");
        mu.unlock();
        assertThat(mu.tryLock()).isTrue();
    }

    /**
     * Returns with the lock held and the mutex in starvation mode, for the returned thread. That thread will lock the
     * mutex and not unlock it, or do nothing if it is interrupted.
     */
    private Thread starve(boolean virtual) {
        for (;;) {
            mu.lock();
            Thread t = g.start(virtual, () -> {
                try {
                    mu.lockInterruptibly();
                    order.add("starving");
                } catch (InterruptedException e) {
                    // it did not get the lock
                }
            });
            awaitParked(t, "sync.Mutex.Lock");
            long since = System.nanoTime();
            awaitUntil(() -> System.nanoTime() - since > 2_000_000);
            mu.unlock(); // wakes it,
            if (mu.tryLock()) { // but in vain
                awaitUntil(this::isStarving);
                return t;
            }
            g.join(t); // it was faster: try again
            order.clear();
            mu.unlock();
        }
    }

    /** From outside, the mode shows only in the behavior under test. */
    private boolean isStarving() {
        try {
            Field state = Mutex.class.getDeclaredField("state");
            state.setAccessible(true);
            return (state.getInt(mu) & MutexState.STARVING) != 0;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
