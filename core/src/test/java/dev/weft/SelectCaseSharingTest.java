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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A case belongs to one select at a time; the second select is rejected, and nothing else changes. */
class SelectCaseSharingTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCaseInUseIsRejected(boolean virtual) throws InterruptedException {
        Channel<Integer> c = Channel.make();
        Channel<Integer> ready = Channel.make(1);
        ready.send(8);
        ReceiveCase<Integer> shared = receive(c);
        ReceiveCase<Integer> mine = receive(ready);
        Thread t = g.start(virtual, () -> {
            assertThat(select(shared)).isZero();
            assertWon(shared, 1);
        });
        awaitParked(t, "select");
        assertThatThrownBy(() -> trySelect(mine, shared)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> select(shared, mine)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> select(Duration.ofDays(1), mine, shared))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ready.len()).as("nothing has proceeded").isEqualTo(1);
        // The case of the rejected select is free again, and that of the other select still waits.
        assertThat(trySelect(mine)).isZero();
        assertWon(mine, 8);
        c.send(1);
        g.join(t);
        // And any select can use the shared case now.
        assertThat(trySelect(shared, mine)).isEqualTo(-1);
        assertLost(shared);
        c.close();
        assertThat(trySelect(mine, shared)).isEqualTo(1);
    }

    @Test
    void aCaseInUseCannotBeAimedAgain() throws InterruptedException {
        Channel<Integer> in = Channel.make();
        Channel<Integer> out = Channel.make();
        ReceiveCase<Integer> r = receive(in);
        SendCase<Integer> s = send(out, 1);
        Thread t = g.go(() -> assertThat(select(r, s)).isEqualTo(1));
        awaitParked(t, "select");
        assertThatThrownBy(() -> r.channel(out)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> r.channel(null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> s.channel(in)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> s.value(2)).isInstanceOf(IllegalStateException.class);
        assertThat(out.receive()).isEqualTo(1);
        g.join(t);
        s.value(3).channel(in);
        r.channel(null);
        Thread u = g.go(() -> assertThat(select(r, s)).isEqualTo(1));
        assertThat(in.receive()).isEqualTo(3);
        g.join(u);
    }

    @Test
    void aRejectedSelectTwiceTheSameObject() {
        Channel<Integer> c = Channel.make();
        ReceiveCase<Integer> shared = receive(c);
        ReceiveCase<Integer> mine = receive(Channel.make());
        Thread t = g.go(() -> select(shared));
        awaitParked(t, "select");
        assertThatThrownBy(() -> trySelect(mine, mine, shared, mine)).isInstanceOf(IllegalStateException.class);
        assertThat(trySelect(mine, mine)).isEqualTo(-1);
        mine.channel(c);
        c.close();
        g.join(t);
        assertThat(trySelect(mine)).isZero();
    }

    /** Threads that use one case without any order: some are rejected, and all values of the others arrive. */
    @Test
    void careless() {
        Channel<Integer> c = Channel.make(1);
        ReceiveCase<Integer> shared = receive(c);
        AtomicInteger selects = new AtomicInteger();
        AtomicInteger rejected = new AtomicInteger();
        Thread[] careless = new Thread[4];
        for (int i = 0; i < careless.length; i++) {
            careless[i] = g.start(i % 2 == 0, () -> {
                for (int n = 0; n < 500;) {
                    try {
                        if (select(Duration.ofMillis(1), shared) == 0) {
                            selects.incrementAndGet();
                        }
                        n++;
                    } catch (IllegalStateException e) {
                        assertThat(e).isNotInstanceOf(ChannelClosedException.class);
                        rejected.incrementAndGet();
                        n++;
                        Go.gosched();
                    }
                }
            });
        }
        AtomicInteger sent = new AtomicInteger();
        Thread sender = g.go(() -> {
            while (anyAlive(careless)) {
                if (c.trySend(1, Duration.ofMillis(1))) {
                    sent.incrementAndGet();
                }
            }
        });
        g.join(sender);
        g.joinAll();
        assertThat(selects.get() + c.len()).isEqualTo(sent.get());
        assertThat(trySelect(shared)).isLessThanOrEqualTo(0);
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
