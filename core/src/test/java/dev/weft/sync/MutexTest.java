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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MutexTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Mutex mu = new Mutex();

    /** Guarded by mu, and deliberately not atomic: two threads at once would lose updates. */
    private int counter;

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 100})
    void onlyOneHoldsIt(int threads) {
        int rounds = 20_000 / threads;
        for (int i = 0; i < threads; i++) {
            g.start(i % 4 != 0 || i > 16, () -> {
                for (int k = 0; k < rounds; k++) {
                    mu.lock();
                    try {
                        counter++;
                        if (k % 64 == 0) {
                            Go.gosched(); // while the lock is held, so that others come and wait
                        }
                    } finally {
                        mu.unlock();
                    }
                }
            });
        }
        g.joinAll();
        assertThat(counter).isEqualTo(threads * rounds);
        assertThat(mu.tryLock()).isTrue();
    }

    @Test
    void anyGoroutineMayUnlock() {
        mu.lock();
        g.join(g.go(mu::unlock));
        g.join(g.platform(mu::lock));
        assertThat(mu.tryLock()).isFalse();
        mu.unlock();
        assertThat(mu.tryLock()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lockingTwiceInOneThreadWaits(boolean virtual) {
        Thread t = g.start(virtual, () -> {
            mu.lock();
            mu.lock();
        });
        awaitParked(t, "sync.Mutex.Lock");
        mu.unlock();
        g.join(t);
        assertThat(mu.tryLock()).isFalse();
    }

    @Test
    void unlockingAnUnlockedMutexThrowsAndItWorksOn() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(mu::unlock)
                    .isExactlyInstanceOf(IllegalMonitorStateException.class)
                    .hasMessage("sync: unlock of unlocked mutex");
        }
        mu.lock();
        Thread t = g.go(mu::lock);
        awaitParked(t, "sync.Mutex.Lock");
        mu.unlock();
        g.join(t);
        mu.unlock();
        assertThatThrownBy(mu::unlock).isExactlyInstanceOf(IllegalMonitorStateException.class);
    }

    @Test
    void waitersAreServedFirstComeFirstServed() {
        List<Integer> order = new ArrayList<>();
        mu.lock();
        for (int i = 0; i < 20; i++) {
            int n = i;
            Thread t = g.start(i % 2 == 0, () -> {
                mu.lock();
                order.add(n);
                mu.unlock();
            });
            awaitParked(t, "sync.Mutex.Lock");
        }
        mu.unlock();
        g.joinAll();
        assertThat(order).isSorted().hasSize(20);
    }

    @Test
    void tryLockTakesItIfItIsFree() {
        assertThat(mu.tryLock()).isTrue();
        assertThat(mu.tryLock()).isFalse();
        g.join(g.go(() -> assertThat(mu.tryLock()).isFalse()));
        mu.unlock();
        assertThat(mu.tryLock()).isTrue();
    }

    @Test
    void tryLockIgnoresInterrupts() {
        g.go(() -> {
            Thread.currentThread().interrupt();
            assertThat(mu.tryLock()).isTrue();
            assertThat(mu.tryLock()).isFalse();
            assertThat(Thread.interrupted()).isTrue();
        });
        g.joinAll();
    }

    @Test
    void timedTryLockWaitsForItsTimeAndNoShorter() throws InterruptedException {
        assertThat(mu.tryLock(1, TimeUnit.DAYS)).isTrue();
        long start = System.nanoTime();
        assertThat(mu.tryLock(10, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(10_000_000);
        for (long time : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThat(mu.tryLock(time, TimeUnit.DAYS)).isFalse();
        }
        mu.unlock();
        assertThat(mu.tryLock(0, TimeUnit.DAYS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void timedTryLockGetsItWhenItIsUnlocked(boolean virtual) {
        mu.lock();
        Thread t = g.start(virtual, () -> assertThat(mu.tryLock(Long.MAX_VALUE, TimeUnit.DAYS)).isTrue());
        awaitParked(t, "sync.Mutex.Lock");
        mu.unlock();
        g.join(t);
        assertThat(mu.tryLock()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lockInterruptiblyAndTimedTryLockGiveUpWhenInterrupted(boolean virtual) {
        mu.lock();
        for (boolean timed : new boolean[] {true, false}) {
            Thread t = g.start(virtual, () -> {
                assertThatThrownBy(() -> lockInterruptibly(timed)).isInstanceOf(InterruptedException.class);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            });
            awaitParked(t, "sync.Mutex.Lock");
            t.interrupt();
            g.join(t);
        }
        mu.unlock();
        assertThat(mu.tryLock()).isTrue();
    }

    /** As in java.util.concurrent, an interrupt counts on entry, too, even if the lock is free. */
    @Test
    void aPendingInterruptCountsBeforeAFreeLock() {
        g.go(() -> {
            for (boolean timed : new boolean[] {true, false}) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> lockInterruptibly(timed)).isInstanceOf(InterruptedException.class);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        });
        g.joinAll();
        assertThat(mu.tryLock()).isTrue();
    }

    private void lockInterruptibly(boolean timed) throws InterruptedException {
        if (timed) {
            mu.tryLock(1, TimeUnit.DAYS);
        } else {
            mu.lockInterruptibly();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void lockIgnoresInterruptsAndKeepsTheFlag(boolean virtual) {
        mu.lock();
        AtomicBoolean through = new AtomicBoolean();
        Thread t = g.start(virtual, () -> {
            mu.lock();
            through.set(true);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
        awaitParked(t, "sync.Mutex.Lock");
        t.interrupt();
        awaitUntil(() -> !t.isInterrupted()); // it has woken and cleared the flag, to be able to park
        awaitParked(t, "sync.Mutex.Lock");
        assertThat(through.get()).isFalse();
        mu.unlock();
        g.join(t);
        assertThat(through.get()).isTrue();
    }

    @Test
    void lockWithTheFlagSetTakesTheLock() {
        g.go(() -> {
            Thread.currentThread().interrupt();
            mu.lock();
            assertThat(Thread.interrupted()).isTrue();
        });
        g.joinAll();
        assertThat(mu.tryLock()).isFalse();
    }

    /**
     * Go's TestMutexFairness: a goroutine that locks again and again does not keep a waiter out, not even on a single
     * carrier, where the woken waiter can run only if the other goroutine waits at some point.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneThatLocksInALoopCannotStarveAWaiter(boolean virtual) {
        AtomicInteger turns = new AtomicInteger();
        Thread greedy = g.go(() -> {
            for (int i = 1; i <= 10; i++) {
                mu.lock();
                Thread polite = g.start(virtual, () -> {
                    mu.lock();
                    turns.incrementAndGet();
                    mu.unlock();
                });
                awaitParked(polite, "sync.Mutex.Lock");
                // If it fails it must end, or it would keep the only carrier from all other tests.
                long end = System.nanoTime() + Goroutines.LONG.toNanos();
                while (turns.get() < i && System.nanoTime() - end < 0) {
                    mu.unlock();
                    mu.lock();
                }
                assertThat(turns.get()).isEqualTo(i);
                mu.unlock();
            }
        });
        g.join(greedy);
        g.joinAll();
        assertThat(mu.tryLock()).isTrue();
    }

    /** A goroutine that holds the lock nearly all the time does not keep a waiter out either. */
    @Test
    void oneThatHoldsItNearlyAlwaysCannotStarveAnother() {
        AtomicBoolean stop = new AtomicBoolean();
        g.go(() -> {
            while (!stop.get()) {
                mu.lock();
                Go.sleep(Duration.ofNanos(100_000));
                mu.unlock();
            }
        });
        g.go(() -> {
            try {
                for (int i = 0; i < 10; i++) {
                    Go.sleep(Duration.ofNanos(100_000));
                    mu.lock();
                    mu.unlock();
                }
            } finally {
                stop.set(true);
            }
        });
        g.joinAll();
    }

    /**
     * Waiters that give up at the moment at which they are handed the lock, in either mode: it goes to another thread,
     * or stays free, but is never lost.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void interruptsAndTimeOutsNeverLoseTheLock(boolean holdLong) {
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger gained = new AtomicInteger();
        AtomicInteger givenUp = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int me = i;
            threads.add(g.start(i != 0, () -> {
                for (int k = 0; k < 400; k++) {
                    boolean got;
                    try {
                        got = switch (me % 3) {
                            case 0 -> {
                                mu.lockInterruptibly();
                                yield true;
                            }
                            case 1 -> mu.tryLock(ThreadLocalRandom.current().nextInt(200_000), TimeUnit.NANOSECONDS);
                            default -> {
                                mu.lock();
                                yield true;
                            }
                        };
                    } catch (InterruptedException e) {
                        got = false;
                    }
                    if (got) {
                        gained.incrementAndGet();
                        assertThat(holders.incrementAndGet()).isEqualTo(1);
                        if (holdLong && k % 8 == 0) {
                            // Over the millisecond after which waiters starve. Not by sleep: the flag may be set.
                            long end = System.nanoTime() + 1_500_000;
                            while (System.nanoTime() - end < 0) {
                                Go.gosched();
                            }
                        }
                        holders.decrementAndGet();
                        mu.unlock();
                    } else {
                        givenUp.incrementAndGet();
                    }
                }
            }));
        }
        Thread interrupter = g.platform(() -> {
            while (threads.stream().anyMatch(Thread::isAlive)) {
                threads.forEach(Thread::interrupt);
                Go.sleep(Duration.ofNanos(50_000));
            }
        });
        threads.forEach(g::join);
        g.join(interrupter);
        assertThat(mu.tryLock()).isTrue();
        mu.unlock();
        // Nor is anything left in its state that could show later: it can be locked, waited for and unlocked.
        mu.lock();
        Thread t = g.go(mu::lock);
        awaitParked(t, "sync.Mutex.Lock");
        mu.unlock();
        g.join(t);
        assertThat(mu.tryLock()).isFalse();
        assertThat(gained.get() + givenUp.get()).isEqualTo(6 * 400);
    }

    /**
     * The first waiter is woken and interrupted at the same moment. If it gives up although it has been chosen, it must
     * pass the turn on to the second.
     */
    @Test
    void anInterruptAtTheMomentOfUnlockPassesTheTurnOn() {
        for (int round = 0; round < 500; round++) {
            mu.lock();
            Thread first = g.start(round % 2 == 0, () -> {
                try {
                    mu.lockInterruptibly();
                } catch (InterruptedException e) {
                    return;
                }
                mu.unlock();
            });
            awaitParked(first, "sync.Mutex.Lock");
            Thread second = g.go(() -> {
                mu.lock();
                mu.unlock();
            });
            awaitParked(second, "sync.Mutex.Lock");
            Thread interrupter = g.go(first::interrupt);
            mu.unlock();
            g.join(interrupter);
            g.join(first);
            g.join(second);
            assertThat(mu.tryLock()).isTrue();
            mu.unlock();
        }
    }

    @Test
    void aWaiterThatGivesUpDoesNotDelayThoseBehind() {
        mu.lock();
        Thread first = g.go(() -> assertThatThrownBy(mu::lockInterruptibly).isInstanceOf(InterruptedException.class));
        awaitParked(first, "sync.Mutex.Lock");
        Thread second = g.go(() -> mu.lock());
        awaitParked(second, "sync.Mutex.Lock");
        first.interrupt();
        g.join(first);
        mu.unlock();
        g.join(second);
        assertThat(mu.tryLock()).isFalse();
    }

    @Test
    void toStringSaysWhetherItIsLocked() {
        assertThat(mu.toString()).endsWith("[Unlocked]");
        mu.lock();
        assertThat(mu.toString()).endsWith("[Locked]");
    }
}
