package dev.weft.conformance.beyond;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The longest waiter is served first. Go's runtime has queues for that, but no test of its own. Here the waiters wait
 * in every possible way, as goroutines and as platform threads, and some leave the middle of the queue.
 */
class WaitersAreServedInOrderTest {
    private static final int N = 12;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** The order in which they were served; guarded by the lock of the test. */
    private final List<Integer> order = new ArrayList<>();

    private final Channel<Integer> never = Channel.make();

    /**
     * Receivers, and what each will get. Every second one waits in a select, its channel alternately before and after
     * another.
     */
    private Outcome<Integer> receiver(Channel<Integer> ch, int i) {
        boolean selecting = i % 2 == 1;
        return Outcome.<Integer>start(g, i % 3 != 0, () -> {
            if (!selecting) {
                return ch.receive();
            }
            var mine = receive(ch);
            var other = receive(never);
            int index = i % 4 == 1 ? select(mine, other) : select(other, mine);
            assertThat(index).isEqualTo(i % 4 == 1 ? 0 : 1);
            return mine.value();
        })
                .awaitParked(selecting ? "select" : "chan receive");
    }

    /** Senders, each of its own number. */
    private Outcome<Unit> sender(Channel<Integer> ch, int i) {
        boolean selecting = i % 2 == 1;
        return Outcome.<Unit>start(g, i % 3 != 0, () -> {
            if (!selecting) {
                ch.send(i);
            } else if (i % 4 == 1) {
                assertThat(select(send(ch, i), receive(never))).isZero();
            } else {
                assertThat(select(receive(never), send(ch, i))).isEqualTo(1);
            }
            return Unit.UNIT;
        })
                .awaitParked(selecting ? "select" : "chan send");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void receiversOfAnEmptyChannel(int capacity) throws InterruptedException {
        Channel<Integer> ch = Channel.make(capacity);
        List<Outcome<Integer>> receivers = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            receivers.add(receiver(ch, i));
        }
        for (int i = 0; i < N; i++) {
            if (i % 2 == 0) {
                ch.send(i);
            } else {
                assertThat(select(send(ch, i))).isZero();
            }
            assertThat(ch.tryReceive()).as("what a newcomer gets").isNull();
            assertThat(trySelect(receive(ch))).isEqualTo(-1);
        }
        for (int i = 0; i < N; i++) {
            assertThat(receivers.get(i).value()).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void sendersToAFullChannel(int capacity) throws InterruptedException {
        Channel<Integer> ch = Channel.make(capacity);
        for (int i = -capacity; i < 0; i++) {
            ch.send(i);
        }
        List<Outcome<Unit>> senders = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            senders.add(sender(ch, i));
        }
        for (int i = 0; i < N; i++) {
            assertThat(ch.receive()).isEqualTo(i - capacity);
            assertThat(ch.trySend(99)).as("a newcomer finds room").isFalse();
            assertThat(trySelect(send(ch, 99))).isEqualTo(-1);
            senders.get(i).value();
            for (int k = i + 1; k < N; k++) {
                assertThat(senders.get(k).isParked(k % 2 == 1 ? "select" : "chan send")).isTrue();
            }
        }
        for (int i = N - capacity; i < N; i++) {
            assertThat(ch.receive()).isEqualTo(i);
        }
    }

    /** Every third one is interrupted, and leaves. */
    @Test
    void thoseWhoLeaveTheQueueChangeNothingForTheOthers() throws InterruptedException {
        Channel<Integer> ch = Channel.make();
        List<Outcome<Integer>> receivers = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            receivers.add(receiver(ch, i));
        }
        for (int i = 0; i < N; i += 3) {
            leave(receivers.get(i));
        }
        int value = 0;
        for (int i = 0; i < N; i++) {
            if (i % 3 != 0) {
                ch.send(value);
                assertThat(receivers.get(i).value()).isEqualTo(value++);
            }
        }
        assertThat(ch.trySend(99)).isFalse();

        List<Outcome<Unit>> senders = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            senders.add(sender(ch, i));
        }
        for (int i = 0; i < N; i += 3) {
            leave(senders.get(i));
        }
        for (int i = 0; i < N; i++) {
            if (i % 3 != 0) {
                assertThat(ch.receive()).isEqualTo(i);
                senders.get(i).value();
            }
        }
        assertThat(ch.tryReceive()).isNull();
    }

    private void leave(Outcome<?> waiter) {
        waiter.thread().interrupt();
        waiter.assertFailure().isInstanceOf(InterruptedException.class);
    }

    /** A select that another case has won is no longer in the channel's queue. */
    @Test
    void selectsThatWereWonElsewhereChangeNothingForTheOthers() throws InterruptedException {
        Channel<Integer> ch = Channel.make();
        List<Channel<Integer>> elsewhere = new ArrayList<>();
        List<Outcome<Integer>> receivers = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            Channel<Integer> own = Channel.make();
            elsewhere.add(own);
            receivers.add(Outcome.<Integer>start(g, i % 2 == 0, () -> {
                var mine = receive(ch);
                var other = receive(own);
                return select(mine, other) == 0 ? mine.value() : other.value();
            })
                    .awaitParked("select"));
        }
        for (int i = 0; i < N; i += 3) {
            elsewhere.get(i).send(-i);
            assertThat(receivers.get(i).value()).isEqualTo(-i);
        }
        for (int i = 0; i < N; i++) {
            if (i % 3 != 0) {
                ch.send(i);
                assertThat(receivers.get(i).value()).isEqualTo(i);
            }
        }
        assertThat(ch.trySend(99)).isFalse();
    }

    /**
     * A newcomer takes the lock again and again before the woken waiter can. That waiter goes back to the front each
     * time, not to the end, even if it is handed the lock because it starves: so the order is kept.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitersOfAMutexWhomANewcomerOvertakes(boolean starving) {
        Mutex mu = new Mutex();
        mu.lock();
        List<Thread> waiters = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            int n = i;
            Thread t = g.start(i % 3 != 0, () -> {
                mu.lock();
                order.add(n);
                mu.unlock();
            });
            awaitParked(t, "sync.Mutex.Lock");
            waiters.add(t);
        }
        if (starving) {
            long since = System.nanoTime();
            awaitUntil(() -> System.nanoTime() - since > 2_000_000);
        }
        do {
            mu.unlock();
            if (mu.tryLock()) {
                int served = order.size();
                long since = System.nanoTime();
                awaitUntil(() -> System.nanoTime() - since > 20_000); // lets the waiter find it locked
                assertThat(order).hasSize(served);
            } else {
                mu.lock(); // behind all the others, if they starve
            }
        } while (order.size() < N);
        mu.unlock();
        waiters.forEach(g::join);
        assertThat(order).isEqualTo(IntStream.range(0, N).boxed().toList());
    }

    /** The first waits for the writer or the readers that hold the lock, the others behind it for the first. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void writersOfAnRWMutex(boolean behindReaders) {
        RWMutex rw = new RWMutex();
        if (behindReaders) {
            rw.rLock();
            rw.rLock();
        } else {
            rw.lock();
        }
        for (int i = 0; i < N; i++) {
            int n = i;
            Thread t = g.start(i % 3 != 0, () -> {
                rw.lock();
                order.add(n);
                rw.unlock();
            });
            awaitParked(t, "sync.RWMutex.Lock");
        }
        if (behindReaders) {
            rw.rUnlock();
            rw.rUnlock();
        } else {
            rw.unlock();
        }
        g.joinAll();
        assertThat(order).isEqualTo(IntStream.range(0, N).boxed().toList());
    }

    /** Some leave, interrupted: the signals go to those that are still there. */
    @Test
    void waitersOfACondBetweenWhomSomeLeave() {
        Mutex mu = new Mutex();
        Cond cond = new Cond(mu);
        AtomicInteger left = new AtomicInteger();
        List<Thread> waiters = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            int n = i;
            Thread t = g.start(i % 2 == 0, () -> {
                mu.lock();
                try {
                    cond.await();
                    order.add(n);
                } catch (InterruptedException e) {
                    left.incrementAndGet();
                } finally {
                    mu.unlock();
                }
            });
            awaitParked(t, "sync.Cond.Wait");
            waiters.add(t);
        }
        for (int i = 0; i < N; i += 3) {
            waiters.get(i).interrupt();
            g.join(waiters.get(i));
        }
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            if (i % 3 != 0) {
                expected.add(i);
                cond.signal();
                g.join(waiters.get(i));
                assertThat(order).isEqualTo(expected);
            }
        }
        assertThat(left.get()).isEqualTo(N / 3);
    }
}
