package dev.weft;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.internal.channel.ChannelCore;
import dev.weft.support.Goroutines;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A select leaves nothing behind when it is over, neither in the queues of its channels nor in its cases. */
class SelectCleanupTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    void losersLeaveTheQueuesHoweverTheSelectEnds() throws InterruptedException {
        Channel<Integer> idle = Channel.make();
        Channel<Integer> full = Channel.make();
        Channel<Integer> busy = Channel.make();
        AtomicInteger ended = new AtomicInteger();
        Thread t = g.go(() -> {
            assertThat(select(receive(idle), receive(busy), send(full, 1))).isEqualTo(1); // one wins
            ended.incrementAndGet();
            assertThat(select(Duration.ofMillis(1), receive(idle), send(full, 1))).isEqualTo(-1); // times out
            ended.incrementAndGet();
            assertThatThrownBy(() -> select(receive(idle), send(full, 1))) // interrupted
                    .isInstanceOf(InterruptedException.class);
            ended.incrementAndGet();
            assertThatThrownBy(() -> select(receive(idle), send(busy, 1), send(full, 1))) // a channel is closed
                    .isInstanceOf(ChannelClosedException.class);
        });
        awaitParked(t, "select");
        assertThat(isQueued(idle)).isTrue();
        assertThat(isQueued(full)).isTrue();
        busy.send(1);
        awaitUntil(() -> ended.get() == 2 && isQueued(full));
        t.interrupt();
        awaitUntil(() -> ended.get() == 3 && isQueued(full));
        busy.close();
        g.join(t);
        for (Channel<Integer> c : List.of(idle, full, busy)) {
            assertThat(isQueued(c)).isFalse();
        }
    }

    /** One select after the other, with the idle channel before and after the busy one. */
    @Test
    void aHundredThousandSelectsOnAnIdleChannelLeaveNothing() {
        Channel<Integer> before = Channel.make();
        Channel<Integer> busy = Channel.make();
        Channel<Integer> after = Channel.make();
        int rounds = 100_000;
        g.go(() -> {
            for (int i = 0; i < rounds; i++) {
                busy.send(i);
            }
        });
        g.go(() -> {
            for (int i = 0; i < rounds; i++) {
                // New cases every time: if any were left behind, there would be 300,000 waiters.
                ReceiveCase<Integer> r = receive(busy);
                assertThat(select(receive(before), r, send(after, i))).isEqualTo(1);
                assertThat(r.value()).isEqualTo(i);
            }
        });
        g.joinAll();
        for (Channel<Integer> c : List.of(before, busy, after)) {
            assertThat(isQueued(c)).isFalse();
        }
    }

    @Test
    void aHundredThousandSelectsThatRunOutOfTimeLeaveNothing() throws InterruptedException {
        Channel<Integer> idle = Channel.make();
        WeakReference<Object> first = timeOutOnce(idle);
        for (int i = 0; i < 100_000; i++) {
            assertThat(trySelect(receive(idle), send(idle, i))).isEqualTo(-1);
            if (i % 100 == 0) {
                assertThat(select(Duration.ofNanos(1), receive(idle), send(idle, i))).isEqualTo(-1);
            }
        }
        assertThat(isQueued(idle)).isFalse();
        awaitCollected(first);
        assertThat(idle.len()).isZero(); // keeps the channel alive until here
    }

    private static WeakReference<Object> timeOutOnce(Channel<Integer> idle) throws InterruptedException {
        ReceiveCase<Integer> r = receive(idle);
        assertThat(select(Duration.ofMillis(1), r)).isEqualTo(-1);
        return new WeakReference<>(r);
    }

    /** Losers leave the queue of the idle channel while others are leaving it, too. */
    @Test
    void losersThatLeaveTogetherLeaveNothing() throws InterruptedException {
        Channel<Integer> idle = Channel.make();
        Channel<Integer> busy = Channel.make();
        for (int i = 0; i < 4; i++) {
            g.start(i % 2 == 0, () -> {
                ReceiveCase<Integer> a = receive(idle);
                ReceiveCase<Integer> b = receive(busy);
                while (select(a, b) != 1 || b.ok()) {}
            });
        }
        for (int i = 0; i < 20_000; i++) {
            busy.send(i);
        }
        busy.close();
        g.joinAll();
        assertThat(isQueued(idle)).isFalse();
    }

    @Test
    void aReceivedValueIsNotRetainedAfterTheNextSelect() throws InterruptedException {
        Channel<Object> c = Channel.make();
        ReceiveCase<Object> r = receive(c);
        Thread t = g.go(() -> select(r));
        awaitParked(t, "select");
        WeakReference<Object> value = sendNew(c);
        g.join(t);
        assertThat(r.value()).isNotNull();
        assertThat(trySelect(r)).isEqualTo(-1);
        awaitCollected(value);
        assertThat(r.ok()).isFalse();
    }

    @Test
    void neitherTheWinnersPartnerNorALoserRetainsAValue() throws InterruptedException {
        Channel<Object> c = Channel.make();
        Channel<Object> idle = Channel.make();
        SendCase<Object> s = send(c, null);
        ReceiveCase<Object> loser = receive(idle);
        WeakReference<Object> value = passOn(c, s, loser);
        s.channel(null).value(null);
        awaitCollected(value);
        assertThat(trySelect(s, loser)).isEqualTo(-1);
    }

    /** A send case that has waited, successfully or not, releases its value when the next one is set. */
    private WeakReference<Object> passOn(Channel<Object> c, SendCase<Object> s, ReceiveCase<Object> loser)
            throws InterruptedException {
        Object o = new Object();
        Thread t = g.go(() -> assertThat(select(loser, s.channel(c).value(o))).isEqualTo(1));
        awaitParked(t, "select");
        ReceiveCase<Object> r = receive(c);
        select(r);
        assertThat(r.value()).isSameAs(o);
        g.join(t);
        assertThat(select(Duration.ofMillis(1), loser, s)).isEqualTo(-1);
        g.joinAll(); // forgets the thread, whose task refers to the value
        return new WeakReference<>(o);
    }

    private static WeakReference<Object> sendNew(Channel<Object> c) throws InterruptedException {
        Object o = new Object();
        c.send(o);
        return new WeakReference<>(o);
    }

    private static void awaitCollected(WeakReference<?> ref) {
        awaitUntil(() -> {
            System.gc();
            return ref.refersTo(null);
        });
    }

    /** Whether the channel's queue holds any waiter, dead or alive. */
    static boolean isQueued(Channel<?> c) {
        ChannelCore<?> core = (ChannelCore<?>) c;
        core.lock();
        boolean queued = !core.isEmpty();
        core.unlock();
        return queued;
    }
}
