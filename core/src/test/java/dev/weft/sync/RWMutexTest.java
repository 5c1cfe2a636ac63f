package dev.weft.sync;

import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Go;
import dev.weft.support.Goroutines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RWMutexTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final RWMutex rw = new RWMutex();

    @Test
    void readersAreInTogether() {
        for (int i = 0; i < 10; i++) {
            g.join(g.start(i % 2 == 0, rw::rLock));
        }
        assertThat(rw.tryRLock()).isTrue();
        assertThat(rw.tryLock()).isFalse();
        for (int i = 0; i < 11; i++) {
            assertThat(rw.tryLock()).isFalse();
            rw.rUnlock();
        }
        assertThat(rw.tryLock()).isTrue();
    }

    @Test
    void aWriterIsAlone() {
        rw.lock();
        assertThat(rw.tryLock()).isFalse();
        assertThat(rw.tryRLock()).isFalse();
        Thread reader = g.go(rw::rLock);
        awaitParked(reader, "sync.RWMutex.RLock");
        Thread writer = g.platform(rw::lock);
        awaitParked(writer, "sync.RWMutex.Lock");
        rw.unlock();
        g.join(reader);
        awaitParked(writer, "sync.RWMutex.Lock");
        rw.rUnlock();
        g.join(writer);
        assertThat(rw.tryRLock()).isFalse();
    }

    @Test
    void anyThreadMayUnlock() {
        rw.lock();
        g.join(g.go(rw::unlock));
        rw.rLock();
        g.join(g.platform(rw::rUnlock));
        assertThat(rw.tryLock()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWaitingWriterKeepsNewReadersOut(boolean virtual) {
        rw.rLock();
        Thread writer = g.start(virtual, rw::lock);
        awaitParked(writer, "sync.RWMutex.Lock");
        assertThat(rw.tryRLock()).isFalse();
        assertThat(rw.tryLock()).isFalse();
        Thread reader = g.start(virtual, rw::rLock);
        awaitParked(reader, "sync.RWMutex.RLock");
        rw.rUnlock();
        g.join(writer);
        awaitParked(reader, "sync.RWMutex.RLock");
        rw.unlock();
        g.join(reader);
        rw.rUnlock();
        assertThat(rw.tryLock()).isTrue();
    }

    /** As in Go, a second read lock of the same goroutine waits for a writer that waits for the first. */
    @Test
    void recursiveReadLockingWaitsForAWriter() {
        rw.rLock();
        Thread writer = g.go(rw::lock);
        awaitParked(writer, "sync.RWMutex.Lock");
        Thread recursive = g.go(rw::rLock);
        awaitParked(recursive, "sync.RWMutex.RLock");
        rw.rUnlock();
        g.join(writer);
        rw.unlock();
        g.join(recursive);
    }

    @Test
    void unlockLetsAllWaitingReadersInBeforeTheNextWriter() {
        rw.lock();
        AtomicInteger in = new AtomicInteger();
        Thread writer = g.go(() -> {
            rw.lock();
            assertThat(in.get()).isEqualTo(10);
        });
        awaitParked(writer, "sync.RWMutex.Lock");
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Thread t = g.start(i % 2 == 0, () -> {
                rw.rLock();
                in.incrementAndGet();
            });
            awaitParked(t, "sync.RWMutex.RLock");
            readers.add(t);
        }
        rw.unlock();
        readers.forEach(g::join);
        assertThat(in.get()).isEqualTo(10);
        awaitParked(writer, "sync.RWMutex.Lock");
        for (int i = 0; i < 10; i++) {
            rw.rUnlock();
        }
        g.join(writer);
    }

    @Test
    void unlockingWhatIsNotLockedThrowsAndItWorksOn() {
        assertUnlockThrows();
        assertRUnlockThrows();
        rw.rLock();
        assertUnlockThrows(); // held by a reader, not a writer
        rw.rUnlock();
        rw.lock();
        assertRUnlockThrows(); // held by a writer, not a reader
        assertThat(rw.tryRLock()).isFalse();
        rw.unlock();
        rw.rLock();
        Thread writer = g.go(rw::lock);
        awaitParked(writer, "sync.RWMutex.Lock");
        assertUnlockThrows(); // a writer waits, but does not hold it
        assertThat(rw.tryRLock()).isFalse();
        rw.rUnlock();
        g.join(writer);
        rw.unlock();
        assertUnlockThrows();
        assertRUnlockThrows();
        assertThat(rw.tryLock()).isTrue();
    }

    private void assertUnlockThrows() {
        assertThatThrownBy(rw::unlock)
                .isExactlyInstanceOf(IllegalMonitorStateException.class)
                .hasMessage("sync: Unlock of unlocked RWMutex");
    }

    private void assertRUnlockThrows() {
        assertThatThrownBy(rw::rUnlock)
                .isExactlyInstanceOf(IllegalMonitorStateException.class)
                .hasMessage("sync: RUnlock of unlocked RWMutex");
    }

    @Test
    void theSidesAsLocks() {
        assertThat(rw.rLocker()).isSameAs(rw.readLock());
        rw.readLock().lock();
        assertThat(rw.rLocker().tryLock()).isTrue();
        assertThat(rw.writeLock().tryLock()).isFalse();
        rw.rLocker().unlock();
        rw.rUnlock();
        rw.writeLock().lock();
        assertThat(rw.readLock().tryLock()).isFalse();
        rw.unlock();
        assertThatThrownBy(() -> rw.writeLock().unlock()).hasMessage("sync: Unlock of unlocked RWMutex");
        assertThatThrownBy(() -> rw.readLock().unlock()).hasMessage("sync: RUnlock of unlocked RWMutex");
        assertThatThrownBy(() -> rw.readLock().newCondition())
                .isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> rw.rLocker().newCondition())
                .isExactlyInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void timedTryLocks() throws InterruptedException {
        for (Lock lock : List.of(rw.readLock(), rw.writeLock())) {
            assertThat(lock.tryLock(1, TimeUnit.DAYS)).isTrue();
            lock.unlock();
            assertThat(lock.tryLock(0, TimeUnit.DAYS)).isTrue();
            lock.unlock();
            rw.lock();
            long start = System.nanoTime();
            assertThat(lock.tryLock(5, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(5_000_000);
            assertThat(lock.tryLock(0, TimeUnit.DAYS)).isFalse();
            assertThat(lock.tryLock(Long.MIN_VALUE, TimeUnit.DAYS)).isFalse();
            Thread t = g.go(() -> assertThat(lock.tryLock(Long.MAX_VALUE, TimeUnit.DAYS)).isTrue());
            awaitParked(t, reason(lock));
            rw.unlock();
            g.join(t);
            lock.unlock();
            assertThat(rw.tryLock()).isTrue();
            rw.unlock();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void interruptiblyLocking(boolean virtual) {
        for (Lock lock : List.of(rw.readLock(), rw.writeLock())) {
            rw.lock();
            for (boolean timed : new boolean[] {true, false}) {
                Thread t = g.start(virtual, () -> assertInterrupted(lock, timed));
                awaitParked(t, reason(lock));
                t.interrupt();
                g.join(t);
            }
            rw.unlock();
            g.join(g.start(virtual, () -> {
                Thread.currentThread().interrupt(); // an interrupt on entry counts, too
                assertInterrupted(lock, true);
                Thread.currentThread().interrupt();
                assertInterrupted(lock, false);
            }));
            assertThat(rw.tryLock()).isTrue();
            rw.unlock();
        }
        g.joinAll();
    }

    private static void assertInterrupted(Lock lock, boolean timed) {
        assertThatThrownBy(() -> {
            if (timed) {
                lock.tryLock(1, TimeUnit.DAYS);
            } else {
                lock.lockInterruptibly();
            }
        }).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lockAndRLockIgnoreInterruptsAndKeepTheFlag(boolean writer) {
        rw.lock();
        Lock lock = writer ? rw.writeLock() : rw.readLock();
        Thread t = g.go(() -> {
            lock.lock();
            assertThat(Thread.interrupted()).isTrue();
            lock.unlock();
        });
        awaitParked(t, reason(lock));
        t.interrupt();
        awaitUntil(() -> !t.isInterrupted()); // it has cleared the flag, to be able to park
        awaitParked(t, reason(lock));
        rw.unlock();
        g.join(t);
    }

    /** This holds not only for a writer that waits for a writer, but also for one that waits for readers. */
    @Test
    void lockThatWaitsForReadersKeepsTheFlag() {
        rw.rLock();
        Thread t = g.go(() -> {
            rw.lock();
            assertThat(Thread.interrupted()).isTrue();
        });
        awaitParked(t, "sync.RWMutex.Lock");
        t.interrupt();
        awaitUntil(() -> !t.isInterrupted());
        awaitParked(t, "sync.RWMutex.Lock");
        rw.rUnlock();
        g.join(t);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWriterThatGivesUpLetsTheReadersIn(boolean interrupted) {
        rw.rLock();
        Thread writer = g.go(() -> {
            if (interrupted) {
                assertInterrupted(rw.writeLock(), false);
            } else {
                assertThat(rw.writeLock().tryLock(50, TimeUnit.MILLISECONDS)).isFalse();
            }
        });
        if (interrupted) {
            awaitParked(writer, "sync.RWMutex.Lock");
        } else {
            awaitUntil(() -> !writer.isAlive() || Goroutines.isParked(writer, "sync.RWMutex.Lock"));
        }
        Thread reader = g.go(rw::rLock); // waits for the writer, or comes too late for that
        if (interrupted) {
            awaitParked(reader, "sync.RWMutex.RLock");
            writer.interrupt();
        }
        g.join(writer);
        g.join(reader);
        assertThat(rw.tryLock()).isFalse();
        assertThat(rw.tryRLock()).isTrue();
        for (int i = 0; i < 3; i++) {
            rw.rUnlock();
        }
        assertThat(rw.tryLock()).isTrue();
    }

    /** A second writer behind the first, which gives up, gets its turn. */
    @Test
    void aWriterThatGivesUpLetsTheNextWriterIn() {
        rw.rLock();
        Thread first = g.go(() -> assertInterrupted(rw.writeLock(), false));
        awaitParked(first, "sync.RWMutex.Lock");
        Thread second = g.go(rw::lock);
        awaitParked(second, "sync.RWMutex.Lock");
        first.interrupt();
        g.join(first);
        rw.rUnlock();
        g.join(second);
        assertThat(rw.tryRLock()).isFalse();
    }

    /** Random operations: never a reader beside a writer, never two writers, and at the end the lock is free. */
    @Test
    void randomUseWithInterruptsAndTimeOuts() {
        AtomicInteger readers = new AtomicInteger();
        AtomicInteger writers = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(g.start(i > 1, () -> {
                ThreadLocalRandom random = ThreadLocalRandom.current();
                for (int k = 0; k < 500; k++) {
                    boolean write = random.nextInt(4) == 0;
                    Lock lock = write ? rw.writeLock() : rw.readLock();
                    if (!take(lock, random)) {
                        continue;
                    }
                    if (write) {
                        assertThat(writers.incrementAndGet()).isEqualTo(1);
                        assertThat(readers.get()).isZero();
                    } else {
                        readers.incrementAndGet();
                        assertThat(writers.get()).isZero();
                    }
                    if (random.nextInt(4) == 0) {
                        Go.gosched();
                    }
                    (write ? writers : readers).decrementAndGet();
                    lock.unlock();
                }
            }));
        }
        Thread interrupter = g.platform(() -> {
            while (threads.stream().anyMatch(Thread::isAlive)) {
                threads.forEach(Thread::interrupt);
                Go.sleep(Duration.ofNanos(100_000));
            }
        });
        threads.forEach(g::join);
        g.join(interrupter);
        assertThat(rw.tryLock()).isTrue();
        rw.unlock();
        assertThat(rw.tryRLock()).isTrue();
        assertThat(rw.toString()).endsWith("[Writer none, readers 1]");
    }

    private static boolean take(Lock lock, ThreadLocalRandom random) {
        try {
            switch (random.nextInt(4)) {
                case 0 -> lock.lock();
                case 1 -> lock.lockInterruptibly();
                case 2 -> {
                    return lock.tryLock();
                }
                default -> {
                    return lock.tryLock(random.nextInt(100_000), TimeUnit.NANOSECONDS);
                }
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private String reason(Lock lock) {
        return lock == rw.readLock() ? "sync.RWMutex.RLock" : "sync.RWMutex.Lock";
    }
}
