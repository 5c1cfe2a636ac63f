package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testing.Goroutines;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Unlocking once too often, in the middle of everything: it fails if nobody holds the lock, and is somebody else's unlock
 * if somebody does. At most as many hold the lock as are about to unlock it; so all get through, and at the end it is free.
 */
class SurplusUnlockTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private static void unlock(Lock lock) {
        try {
            lock.unlock();
        } catch (IllegalMonitorStateException e) {
            // nobody holds it
        }
    }

    private static void once(Lock lock, SplittableRandom random) throws InterruptedException {
        switch (random.nextInt(4)) {
            case 0 -> {
                lock.lock();
                unlock(lock);
            }
            case 1 -> {
                if (lock.tryLock(random.nextInt(3_000), TimeUnit.NANOSECONDS)) {
                    unlock(lock);
                }
            }
            case 2 -> {
                if (lock.tryLock()) {
                    unlock(lock);
                }
            }
            default -> unlock(lock);
        }
    }

    /** Six threads, each of which uses the locks at random. */
    private void storm(boolean virtual, int round, Lock... locks) {
        for (int t = 0; t < 6; t++) {
            SplittableRandom random = new SplittableRandom(10L * round + t);
            g.start(virtual, () -> {
                for (int i = 0; i < 300; i++) {
                    once(locks[random.nextInt(locks.length)], random);
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
        for (int round = 0; round < 500; round++) {
            storm(virtual, round, new Mutex());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anRWMutexForgetsNobody(boolean virtual) {
        for (int round = 0; round < 1_000; round++) {
            RWMutex mutex = new RWMutex();
            storm(virtual, round, mutex.readLock(), mutex.writeLock());
        }
    }
}
