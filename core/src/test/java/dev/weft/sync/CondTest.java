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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CondTest {
    private static final String PARKED = "sync.Cond.Wait";

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Mutex mu = new Mutex();
    private final Cond cond = new Cond(mu);

    /** The waiters in the order in which they were woken; guarded by mu. */
    private final List<Integer> woken = new ArrayList<>();

    private Thread waiter(int n) {
        Thread t = g.start(n % 2 == 0, () -> {
            mu.lock();
            cond.await();
            woken.add(n);
            mu.unlock();
        });
        awaitParked(t, PARKED);
        return t;
    }

    @Test
    void signalWakesTheOneThatHasWaitedLongest() {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            threads.add(waiter(i));
        }
        for (int i = 0; i < 10; i++) {
            cond.signal();
            g.join(threads.get(i));
            assertThat(woken).hasSize(i + 1).endsWith(i);
        }
    }

    @Test
    void broadcastWakesAll() {
        for (int i = 0; i < 10; i++) {
            waiter(i);
        }
        mu.lock();
        cond.broadcast();
        mu.unlock();
        g.joinAll();
        assertThat(woken).hasSize(10);
        cond.broadcast();
        waiter(10);
        cond.broadcast();
        g.joinAll();
        assertThat(woken).hasSize(11);
    }

    @Test
    void aSignalForWhichNobodyWaitsIsLost() {
        cond.signal();
        cond.broadcast();
        Thread t = waiter(0);
        cond.signal();
        cond.signal();
        g.join(t);
        Thread u = waiter(1); // parks: the second signal was lost
        cond.signal();
        g.join(u);
    }

    @Test
    void signallingNeedsNoLock() {
        mu.lock();
        cond.signal();
        cond.broadcast();
        mu.unlock();
        cond.signal();
        Thread t = waiter(0);
        mu.lock();
        cond.signal(); // nor does it release the lock: the woken waiter waits for it
        awaitParked(t, "sync.Mutex.Lock");
        mu.unlock();
        g.join(t);
    }

    /** A broadcast does not wake a goroutine that waits again after it, and leaves no other waiter out instead. */
    @Test
    void nobodyStealsTheWakeUpOfABroadcast() {
        int n = 20;
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Thread t = g.start(i % 2 == 0, () -> {
                mu.lock();
                cond.await();
                first.incrementAndGet();
                cond.await(); // at once, while others of the same broadcast have yet to wake
                second.incrementAndGet();
                mu.unlock();
            });
            awaitParked(t, PARKED);
            threads.add(t);
        }
        cond.broadcast();
        awaitUntil(() -> first.get() == n);
        threads.forEach(t -> awaitParked(t, PARKED));
        assertThat(second.get()).isZero();
        cond.broadcast();
        g.joinAll();
        assertThat(second.get()).isEqualTo(n);
    }

    /** Go's TestCondSignalStealing: a waiter that comes after the signal does not get it. */
    @Test
    void nobodyStealsASignal() {
        for (int round = 0; round < 200; round++) {
            AtomicInteger which = new AtomicInteger();
            Thread first = g.go(() -> {
                mu.lock();
                cond.await();
                which.compareAndSet(0, 1);
                mu.unlock();
            });
            awaitParked(first, PARKED);
            Thread second = g.go(() -> {
                mu.lock();
                cond.signal();
                cond.await();
                which.compareAndSet(0, 2);
                mu.unlock();
            });
            g.join(first);
            assertThat(which.get()).isEqualTo(1);
            awaitParked(second, PARKED);
            cond.signal();
            g.join(second);
        }
    }

    /** A signal from the lock's own unlock, at the earliest possible moment, finds the waiter in the queue. */
    @Test
    void thePlaceIsTakenBeforeTheLockIsGivenBack() {
        Cond[] signalled = new Cond[1];
        ReentrantLock lock = new ReentrantLock() {
            private static final long serialVersionUID = 1;

            @Override
            public void unlock() {
                super.unlock();
                signalled[0].signal();
            }
        };
        Cond c = new Cond(lock);
        signalled[0] = c;
        g.join(g.go(() -> {
            lock.lock();
            c.await(); // would wait forever if the signal had come too early
        }));
        assertThat(lock.isLocked()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptedAwaitThrowsWithTheLockHeldAndConsumesNoSignal(boolean timed) {
        Thread t = g.start(timed, () -> {
            mu.lock();
            assertThatThrownBy(() -> {
                if (timed) {
                    cond.await(Duration.ofDays(1));
                } else {
                    cond.await();
                }
            }).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(mu.tryLock()).isFalse();
            mu.unlock();
        });
        awaitParked(t, PARKED);
        Thread other = waiter(7);
        t.interrupt();
        g.join(t);
        cond.signal();
        g.join(other);
        assertThat(woken).containsExactly(7);
    }

    /** Taking the lock again cannot be interrupted. */
    @Test
    void anInterruptedAwaitWaitsForTheLockBeforeItThrows() {
        Thread t = g.go(() -> {
            mu.lock();
            assertThatThrownBy(cond::await).isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).as("a second interrupt came while it waited for the lock").isTrue();
            mu.unlock();
        });
        awaitParked(t, PARKED);
        mu.lock();
        t.interrupt();
        awaitParked(t, "sync.Mutex.Lock");
        t.interrupt();
        awaitUntil(() -> !t.isInterrupted()); // it has cleared the flag, to be able to park
        awaitParked(t, "sync.Mutex.Lock");
        mu.unlock();
        g.join(t);
    }

    @Test
    void anInterruptOnEntryThrowsWithTheLockHeld() {
        g.go(() -> {
            mu.lock();
            Thread.currentThread().interrupt();
            assertThatThrownBy(cond::await).isInstanceOf(InterruptedException.class);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> cond.await(Duration.ZERO)).isInstanceOf(InterruptedException.class);
            assertThat(mu.tryLock()).isFalse();
        });
        g.joinAll();
    }

    @Test
    void timedAwait() throws InterruptedException {
        mu.lock();
        long start = System.nanoTime();
        assertThat(cond.await(Duration.ofMillis(10))).isFalse();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(10_000_000);
        assertThat(cond.await(Duration.ZERO)).isFalse();
        assertThat(cond.await(Duration.ofSeconds(Long.MIN_VALUE))).isFalse();
        assertThat(mu.tryLock()).as("it is held again").isFalse();
        mu.unlock();
        for (Duration d : List.of(Duration.ofDays(1), Duration.ofSeconds(Long.MAX_VALUE))) {
            Thread t = g.go(() -> {
                mu.lock();
                assertThat(cond.await(d)).isTrue();
                mu.unlock();
            });
            awaitParked(t, PARKED);
            cond.signal();
            g.join(t);
        }
        g.joinAll();
    }

    static Lock[] locks() {
        return new Lock[] {
            new Mutex(), new RWMutex().writeLock(), new RWMutex().rLocker(), new ReentrantLock(),
            new ReentrantLock(true)
        };
    }

    @ParameterizedTest
    @MethodSource("locks")
    void worksWithAnyLock(Lock lock) {
        Cond c = new Cond(lock);
        assertThat(c.L).isSameAs(lock);
        AtomicInteger ready = new AtomicInteger();
        for (int i = 0; i < 4; i++) {
            Thread t = g.start(i % 2 == 0, () -> {
                c.L.lock();
                while (ready.get() == 0) {
                    c.await();
                }
                c.L.unlock();
            });
            awaitParked(t, PARKED);
        }
        lock.lock();
        ready.set(1);
        c.broadcast();
        lock.unlock();
        g.joinAll();
        assertThat(lock.tryLock()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("locks")
    void whereUnlockThrowsNothingStaysQueued(Lock lock) {
        Cond c = new Cond(lock);
        assertThatThrownBy(c::await).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(() -> c.await(Duration.ofDays(1))).isInstanceOf(IllegalMonitorStateException.class);
        Thread t = g.go(() -> {
            lock.lock();
            c.await();
            lock.unlock();
        });
        awaitParked(t, PARKED);
        c.signal();
        g.join(t);
    }

    /**
     * Waiters are interrupted or run out of time just as they are signalled. Each signal is sent while there are
     * waiters, so it must wake one: there are as many signals as awaits that returned.
     */
    @Test
    void everySignalWakesOneDespiteInterruptsAndTimeOuts() {
        AtomicInteger wakeUps = new AtomicInteger();
        AtomicInteger running = new AtomicInteger();
        int rounds = 500;
        for (int round = 0; round < rounds; round++) {
            int before = wakeUps.get();
            Thread victim = g.start(round % 2 == 0, () -> {
                mu.lock();
                running.incrementAndGet();
                try {
                    if (cond.await(Duration.ofSeconds(30))) {
                        wakeUps.incrementAndGet();
                    }
                } catch (InterruptedException e) {
                    // no signal consumed
                } finally {
                    mu.unlock();
                }
            });
            awaitParked(victim, PARKED);
            Thread other = g.go(() -> {
                mu.lock();
                cond.await();
                wakeUps.incrementAndGet();
                mu.unlock();
            });
            awaitParked(other, PARKED);
            Thread interrupter = g.go(victim::interrupt);
            cond.signal();
            g.join(interrupter);
            g.join(victim);
            awaitUntil(() -> wakeUps.get() == before + 1); // by the victim, or by the other in its place
            if (other.isAlive()) {
                cond.signal();
            }
            g.join(other);
        }
        assertThat(running.get()).isEqualTo(rounds);
    }

    /** Many at once: what is added under the lock and signalled is taken, although takers keep giving up. */
    @Test
    void aQueueBuiltOnItLosesNothing() {
        AtomicInteger taken = new AtomicInteger();
        int[] available = {0};
        boolean[] closed = {false};
        List<Thread> takers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            boolean timed = i % 2 == 0;
            takers.add(g.start(i != 0, () -> {
                mu.lock();
                while (available[0] > 0 || !closed[0]) {
                    if (available[0] > 0) {
                        available[0]--;
                        taken.incrementAndGet();
                        continue;
                    }
                    try {
                        if (timed) {
                            cond.await(Duration.ofNanos(50_000));
                        } else {
                            cond.await();
                        }
                    } catch (InterruptedException e) {
                        // look again
                    }
                }
                mu.unlock();
            }));
        }
        int n = 3_000;
        for (int i = 0; i < n; i++) {
            mu.lock();
            available[0]++;
            mu.unlock();
            cond.signal();
            if (i % 16 == 0) {
                takers.get(i / 16 % takers.size()).interrupt();
            }
            Go.gosched();
        }
        mu.lock();
        closed[0] = true;
        mu.unlock();
        cond.broadcast();
        g.joinAll();
        assertThat(taken.get()).isEqualTo(n);
    }

    @Test
    void objectWaitByMistakeThrows() {
        assertThatThrownBy(cond::wait).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(() -> new Cond(null)).isInstanceOf(NullPointerException.class);
    }
}
