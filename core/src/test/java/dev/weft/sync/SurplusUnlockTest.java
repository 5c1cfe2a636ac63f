package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Go;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import java.lang.reflect.Field;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Surplus unlocks, in the middle of other operations: an unlock fails if no thread holds the lock; otherwise it
 * releases another thread's hold. The holders are never more than the threads about to unlock, so all get through, and
 * at the end the lock is free.
 */
class SurplusUnlockTest {
    private static final int THREADS = 6;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private static void unlock(Lock lock) {
        try {
            lock.unlock();
        } catch (IllegalMonitorStateException e) {
            // nobody holds it
        }
    }

    private static void once(Lock lock, SplittableRandom random, Thread peer) {
        try {
            switch (random.nextInt(7)) {
                case 0 -> lock.lock();
                case 1 -> lock.lockInterruptibly();
                case 2 -> lock.tryLock();
                case 3 -> lock.tryLock(random.nextInt(3_000), TimeUnit.NANOSECONDS);
                case 4 -> lock.tryLock(random.nextInt(2_000), TimeUnit.MICROSECONDS);
                case 5 -> {
                    if (peer != null) {
                        peer.interrupt();
                    }
                }
                default -> {} // only unlocks
            }
            if (random.nextInt(3) == 0) {
                Go.gosched();
            }
            unlock(lock); // whether it was locked or not
        } catch (InterruptedException e) {
            // not locked
        }
    }

    /** Runs threads that use the locks at random and interrupt each other. */
    private void storm(boolean virtual, int round, Lock... locks) {
        Thread[] peers = new Thread[THREADS];
        for (int t = 0; t < THREADS; t++) {
            SplittableRandom random = new SplittableRandom(10L * round + t);
            peers[t] = g.start(virtual, () -> {
                for (int i = 0; i < 200; i++) {
                    once(locks[random.nextInt(locks.length)], random, peers[random.nextInt(THREADS)]);
                }
            });
        }
        g.joinAll();
        for (Lock lock : locks) {
            assertThat(lock.tryLock()).isTrue();
            lock.unlock();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMutexForgetsNobody(boolean virtual) {
        for (int round = 0; round < 200; round++) {
            storm(virtual, round, new Mutex());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anRWMutexForgetsNobody(boolean virtual) {
        for (int round = 0; round < 500; round++) {
            RWMutex mutex = new RWMutex();
            storm(virtual, round, mutex.readLock(), mutex.writeLock());
        }
    }

    /**
     * A reader about to leave has looked at the state. Then other threads unlock in its place and in the writer's, a
     * new reader and a new writer come, and the state looks as before. The first reader's next step was meant for the
     * first writer, so it must not succeed.
     */
    @Test
    void aWriterIsNotTakenForTheOneBefore() throws ReflectiveOperationException {
        RWMutex mutex = new RWMutex();
        Field state = RWState.class.getDeclaredField("state");
        state.setAccessible(true);
        mutex.rLock();
        Outcome<Void> first = locking(mutex);
        long seen = state.getLong(mutex);
        mutex.rUnlock();
        first.join();
        mutex.unlock();
        mutex.rLock();
        Outcome<Void> second = locking(mutex);
        assertThat((int) state.getLong(mutex)).as("a writer that waits, and one reader").isEqualTo((int) seen);
        assertThat(state.getLong(mutex)).isNotEqualTo(seen);
        mutex.rUnlock();
        second.join();
        mutex.unlock();
    }

    private Outcome<Void> locking(RWMutex mutex) {
        return Outcome.<Void>start(g, true, () -> {
            mutex.lock();
            return null;
        }).awaitParked("sync.RWMutex.Lock");
    }
}
