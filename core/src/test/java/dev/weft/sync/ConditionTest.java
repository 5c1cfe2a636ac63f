package dev.weft.sync;

import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.support.Goroutines;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code newCondition()} of Mutex and of RWMutex's write lock, as {@link Condition} has it. */
class ConditionTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    static Lock[] locks() {
        return new Lock[] {new Mutex(), new RWMutex().writeLock()};
    }

    @ParameterizedTest
    @MethodSource("locks")
    void signalWakesTheLongestWaiterAndSignalAllTheRest(Lock lock) {
        Condition c = lock.newCondition();
        List<Integer> order = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int n = i;
            Thread t = g.start(i % 2 == 0, () -> {
                lock.lock();
                try {
                    c.await();
                    order.add(n);
                } finally {
                    lock.unlock();
                }
            });
            awaitParked(t, "sync.Cond.Wait");
            threads.add(t);
        }
        for (int i = 0; i < 2; i++) {
            lock.lock();
            c.signal();
            lock.unlock();
            g.join(threads.get(i));
        }
        assertThat(order).containsExactly(0, 1);
        lock.lock();
        c.signalAll();
        lock.unlock();
        g.joinAll();
        assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(lock.tryLock()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("locks")
    void timedAwaitsEndInTimeWithTheLockHeld(Lock lock) throws InterruptedException {
        Condition c = lock.newCondition();
        lock.lock();
        long start = System.nanoTime();
        assertThat(c.awaitNanos(5_000_000)).isLessThanOrEqualTo(0);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(5_000_000);
        assertThat(c.await(5, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(10_000_000);
        long due = System.currentTimeMillis() + 5;
        assertThat(c.awaitUntil(new Date(due))).isFalse();
        assertThat(lock.tryLock()).as("it is held again").isFalse();
        lock.unlock();
        assertThat(lock.tryLock()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("locks")
    void timedAwaitsOfNoTimeDoNotWait(Lock lock) throws InterruptedException {
        Condition c = lock.newCondition();
        lock.lock();
        for (long time : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThat(c.awaitNanos(time)).isLessThanOrEqualTo(0);
            assertThat(c.await(time, TimeUnit.DAYS)).isFalse();
            assertThat(c.awaitUntil(new Date(time))).isFalse(); // the year 1970, and 292 million years before
        }
    }

    @ParameterizedTest
    @MethodSource("locks")
    void timedAwaitsAreSignalled(Lock lock) {
        Condition c = lock.newCondition();
        for (int i = 0; i < 5; i++) {
            int kind = i;
            Thread t = g.go(() -> {
                lock.lock();
                switch (kind) {
                    case 0 -> assertThat(c.awaitNanos(Long.MAX_VALUE)).isPositive();
                    case 1 -> assertThat(c.awaitNanos(TimeUnit.DAYS.toNanos(1)))
                            .isPositive()
                            .isLessThanOrEqualTo(TimeUnit.DAYS.toNanos(1));
                    case 2 -> assertThat(c.await(Long.MAX_VALUE, TimeUnit.DAYS)).isTrue();
                    case 3 -> assertThat(c.awaitUntil(new Date(Long.MAX_VALUE))).isTrue();
                    default -> assertThat(c.awaitUntil(new Date(System.currentTimeMillis() + 86_400_000)))
                            .isTrue();
                }
                lock.unlock();
            });
            awaitParked(t, "sync.Cond.Wait");
            c.signal();
            g.join(t);
        }
        g.joinAll();
    }

    @ParameterizedTest
    @MethodSource("locks")
    void interruptedAwaitsThrowWithTheLockHeldAndConsumeNoSignal(Lock lock) {
        Condition c = lock.newCondition();
        for (int i = 0; i < 4; i++) {
            int kind = i;
            Thread t = g.start(i % 2 == 0, () -> {
                lock.lock();
                assertThatThrownBy(() -> {
                    switch (kind) {
                        case 0 -> c.await();
                        case 1 -> c.awaitNanos(Long.MAX_VALUE);
                        case 2 -> c.await(1, TimeUnit.DAYS);
                        default -> c.awaitUntil(new Date(Long.MAX_VALUE));
                    }
                }).isInstanceOf(InterruptedException.class);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                assertThat(lock.tryLock()).isFalse();
                lock.unlock();
            });
            awaitParked(t, "sync.Cond.Wait");
            t.interrupt();
            g.join(t);
        }
        g.joinAll();
        AtomicInteger woken = new AtomicInteger();
        Thread t = g.go(() -> {
            lock.lock();
            c.await();
            woken.incrementAndGet();
            lock.unlock();
        });
        awaitParked(t, "sync.Cond.Wait");
        c.signal();
        g.join(t);
        assertThat(woken.get()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("locks")
    void awaitUninterruptiblyKeepsTheFlag(Lock lock) {
        Condition c = lock.newCondition();
        Thread t = g.go(() -> {
            lock.lock();
            c.awaitUninterruptibly();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            lock.unlock();
        });
        awaitParked(t, "sync.Cond.Wait");
        t.interrupt();
        awaitUntil(() -> !t.isInterrupted()); // it has cleared the flag, to be able to park
        awaitParked(t, "sync.Cond.Wait");
        c.signal();
        g.join(t);
    }

    @ParameterizedTest
    @MethodSource("locks")
    void awaitingWithoutTheLockThrowsAndLeavesNobodyQueued(Lock lock) {
        Condition c = lock.newCondition();
        assertThatThrownBy(c::await).isExactlyInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(c::awaitUninterruptibly).isExactlyInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(() -> c.awaitNanos(1)).isExactlyInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(() -> c.await(1, TimeUnit.DAYS)).isExactlyInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(() -> c.awaitUntil(new Date(0))).isExactlyInstanceOf(IllegalMonitorStateException.class);
        Thread t = g.go(() -> {
            lock.lock();
            c.await();
            lock.unlock();
        });
        awaitParked(t, "sync.Cond.Wait");
        c.signal(); // would go to one of the waiters above if they were still in the queue
        g.join(t);
        assertThat(lock.tryLock()).isTrue();
    }
}
