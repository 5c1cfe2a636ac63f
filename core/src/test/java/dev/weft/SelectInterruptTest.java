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
import org.junit.jupiter.params.provider.ValueSource;

/** An interrupted select has not happened; a select that happened returns, and leaves the flag set. */
class SelectInterruptTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wakesTheSelectAndClearsTheFlag(boolean virtual) throws InterruptedException {
        Channel<Integer> a = Channel.make();
        Channel<Integer> b = Channel.make();
        ReceiveCase<Integer> r = receive(a);
        SendCase<Integer> s = send(b, 1);
        Thread t = g.start(virtual, () -> {
            assertThatThrownBy(() -> select(r, s)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertLost(r);
            assertThat(s.chosen()).isFalse();
        });
        awaitParked(t, "select");
        t.interrupt();
        g.join(t);
        assertThat(a.trySend(1)).as("nobody waits to receive any more").isFalse();
        assertThat(b.tryReceive()).as("nobody waits to send any more").isNull();
        // The cases still work.
        Thread u = g.go(() -> select(s));
        assertThat(b.receive()).isEqualTo(1);
        g.join(u);
    }

    /** As in java.util.concurrent: even where it could proceed at once. */
    @Test
    void anInterruptBeforeTheSelectCountsAlthoughACaseIsReady() {
        Channel<Integer> c = Channel.make(1);
        g.go(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> select(send(c, 1))).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> select(Duration.ZERO, send(c, 1))).isInstanceOf(InterruptedException.class);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> select(Duration.ofDays(1), send(c, 1)))
                    .isInstanceOf(InterruptedException.class);
            assertThat(c.len()).isZero();
        });
        g.joinAll();
    }

    /** Otherwise code that catches the exception and then asks the cases would take the old value a second time. */
    @Test
    void anInterruptedSelectHasNoChosenCase() {
        Channel<Integer> c = Channel.make(1);
        g.go(() -> {
            ReceiveCase<Integer> r = receive(c);
            for (Duration timeout : new Duration[] {null, Duration.ZERO, Duration.ofDays(1)}) {
                c.send(1);
                select(r);
                assertWon(r, 1);
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> {
                    if (timeout == null) {
                        select(r);
                    } else {
                        select(timeout, r);
                    }
                }).isInstanceOf(InterruptedException.class);
                assertLost(r);
            }
        });
        g.joinAll();
    }

    @Test
    void trySelectIgnoresInterruptsAndKeepsTheFlag() {
        Channel<Integer> c = Channel.make(1);
        g.go(() -> {
            Thread.currentThread().interrupt();
            ReceiveCase<Integer> r = receive(c);
            assertThat(trySelect(r)).isEqualTo(-1);
            assertThat(trySelect(send(c, 1))).isZero();
            assertThat(trySelect(r)).isZero();
            assertWon(r, 1);
            assertThat(Thread.interrupted()).isTrue();
        });
        g.joinAll();
    }

    /** Interrupts come at any moment of a select: everything sent has been received, and nothing else. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10})
    void noValueIsLostOrDoubledByAnInterrupt(int capacity) {
        Channel<Integer> c = Channel.make(capacity);
        Channel<Integer> neverSent = Channel.make();
        Channel<Integer> neverReceived = Channel.make();
        AtomicLong sent = new AtomicLong();
        AtomicLong received = new AtomicLong();
        AtomicLong interrupts = new AtomicLong();
        int rounds = 500;
        Thread[] senders = new Thread[3];
        for (int i = 0; i < senders.length; i++) {
            senders[i] = g.start(i > 0, () -> {
                SendCase<Integer> s = send(c, null);
                ReceiveCase<Integer> r = receive(neverSent);
                for (int n = 1; n <= rounds || interrupts.get() < 10;) {
                    try {
                        select(r, s.value(n));
                        assertThat(s.chosen()).isTrue();
                        sent.addAndGet(n++);
                    } catch (InterruptedException e) {
                        assertThat(s.chosen()).isFalse();
                        interrupts.incrementAndGet();
                    }
                }
            });
        }
        Thread[] receivers = new Thread[3];
        for (int i = 0; i < receivers.length; i++) {
            receivers[i] = g.start(i > 0, () -> {
                ReceiveCase<Integer> r = receive(c);
                SendCase<Integer> s = send(neverReceived, 0);
                while (true) {
                    try {
                        select(s, r);
                        if (!r.ok()) {
                            return;
                        }
                        received.addAndGet(r.value());
                    } catch (InterruptedException e) {
                        assertLost(r);
                        interrupts.incrementAndGet();
                    }
                }
            });
        }
        Thread interrupter = g.platform(() -> {
            while (anyAlive(senders)) {
                for (int i = 0; i < senders.length; i++) {
                    senders[i].interrupt();
                    receivers[i].interrupt();
                    Go.sleep(Duration.ofNanos(20_000)); // or all the selects would be interrupted
                }
            }
        });
        for (Thread t : senders) {
            g.join(t);
        }
        g.join(interrupter);
        c.close();
        g.joinAll();
        assertThat(received.get()).isEqualTo(sent.get());
    }

    private static boolean anyAlive(Thread[] threads) {
        for (Thread t : threads) {
            if (t.isAlive()) {
                return true;
            }
        }
        return false;
    }
}
