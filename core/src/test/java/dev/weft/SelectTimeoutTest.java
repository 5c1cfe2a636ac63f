package dev.weft;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static dev.weft.SelectTest.assertLost;
import static dev.weft.SelectTest.assertWon;
import static dev.weft.support.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.support.Goroutines;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A select with a time-out: a case proceeds, or -1 is returned and nothing has happened. */
class SelectTimeoutTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void returnsMinusOneNotBeforeItsTime(boolean virtual) {
        Channel<Integer> a = Channel.make();
        Channel<Integer> full = Channel.make();
        ReceiveCase<Integer> r = receive(a);
        SendCase<Integer> s = send(full, 1);
        g.start(virtual, () -> {
            long start = System.nanoTime();
            assertThat(select(Duration.ofMillis(20), r, s)).isEqualTo(-1);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
            assertLost(r);
            assertThat(s.chosen()).isFalse();
        });
        g.joinAll();
        assertThat(a.trySend(1)).isFalse();
        assertThat(full.tryReceive()).isNull();
    }

    @ParameterizedTest
    @MethodSource("notPositive")
    void zeroOrLessIsOneAttempt(Duration timeout) throws InterruptedException {
        Channel<Integer> c = Channel.make(1);
        ReceiveCase<Integer> r = receive(c);
        assertThat(select(timeout, r)).isEqualTo(-1);
        c.send(1);
        assertThat(select(timeout, r)).isZero();
        assertWon(r, 1);
    }

    static Duration[] notPositive() {
        return new Duration[] {
            Duration.ZERO, Duration.ofNanos(-1), Duration.ofDays(-1), Duration.ofSeconds(Long.MIN_VALUE)
        };
    }

    /** This includes time-outs that do not fit into nanoseconds: they must not overflow into the past. */
    @ParameterizedTest
    @MethodSource("huge")
    void hugeTimeoutsWait(Duration timeout) throws InterruptedException {
        Channel<Integer> c = Channel.make();
        ReceiveCase<Integer> r = receive(c);
        Thread t = g.go(() -> {
            assertThat(select(timeout, r)).isZero();
            assertWon(r, 1);
        });
        awaitParked(t, "select");
        c.send(1);
        g.join(t);
    }

    static Duration[] huge() {
        return new Duration[] {
            Duration.ofDays(1),
            Duration.ofNanos(Long.MAX_VALUE),
            Duration.ofNanos(Long.MAX_VALUE).plusNanos(1),
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)
        };
    }

    @Test
    void hugeTimeoutCanBeInterrupted() {
        Thread t = g.platform(() -> assertThatThrownBy(
                () -> select(Duration.ofSeconds(Long.MAX_VALUE), receive(Channel.make())))
                .isInstanceOf(InterruptedException.class));
        awaitParked(t, "select");
        t.interrupt();
        g.join(t);
    }

    @Test
    void doesWhatIsReadyAtOnce() throws InterruptedException {
        Channel<Integer> c = Channel.make(1);
        SendCase<Integer> s = send(c, 1);
        ReceiveCase<Integer> r = receive(c);
        assertThat(select(Duration.ofDays(1), s)).isZero();
        assertThat(select(Duration.ofDays(1), r)).isZero();
        assertWon(r, 1);
    }

    @Test
    void nullTimeoutIsRejected() {
        Channel<Integer> c = Channel.make(1);
        assertThatThrownBy(() -> select((Duration) null, send(c, 1))).isInstanceOf(NullPointerException.class);
        assertThat(c.len()).isZero();
    }

    @Test
    void casesAreUsableAfterATimeOut() throws InterruptedException {
        Channel<Integer> c = Channel.make();
        ReceiveCase<Integer> r = receive(c);
        SendCase<Integer> s = send(c, 2);
        for (int i = 0; i < 10; i++) {
            assertThat(select(Duration.ofNanos(100_000), r, s)).isEqualTo(-1);
        }
        Thread t = g.go(() -> c.send(1));
        assertThat(select(r)).isZero();
        assertWon(r, 1);
        g.join(t);
        Thread u = g.go(() -> assertThat(c.receive()).isEqualTo(2));
        assertThat(select(s)).isZero();
        g.join(u);
    }

    /**
     * Selects that time out at about the moment at which a value comes: what was sent has been received, and vice
     * versa, value by value.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void noValueIsLostOrDoubledByATimeOut(int capacity) {
        Channel<Integer> c = Channel.make(capacity);
        Channel<Integer> idle = Channel.make();
        AtomicLong sent = new AtomicLong();
        AtomicLong received = new AtomicLong();
        Thread[] senders = new Thread[4];
        for (int i = 0; i < senders.length; i++) {
            int nanos = 1_000 * (i + 1);
            senders[i] = g.start(i % 2 == 0, () -> {
                SendCase<Integer> s = send(c, null);
                ReceiveCase<Integer> r = receive(idle);
                for (int n = 1; n <= 1_000; n++) {
                    if (select(Duration.ofNanos(nanos), s.value(n), r) == 0) {
                        sent.addAndGet(n);
                    }
                }
            });
        }
        Thread[] receivers = new Thread[4];
        for (int i = 0; i < receivers.length; i++) {
            int nanos = 1_500 * (i + 1);
            receivers[i] = g.start(i % 2 == 0, () -> {
                ReceiveCase<Integer> r = receive(c);
                ReceiveCase<Integer> other = receive(idle);
                while (true) {
                    int index = select(Duration.ofNanos(nanos), other, r);
                    if (index == 1) {
                        if (!r.ok()) {
                            return;
                        }
                        received.addAndGet(r.value());
                    }
                }
            });
        }
        for (Thread t : senders) {
            g.join(t);
        }
        c.close();
        g.joinAll();
        assertThat(received.get()).isEqualTo(sent.get());
        assertThat(trySelect(receive(idle))).isEqualTo(-1);
    }
}
