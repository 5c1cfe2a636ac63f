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
import dev.weft.sync.WaitGroup;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which cases are ready: nil channels, closed channels, the same channel twice, and a select that meets itself. */
class SelectReadinessTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    // Nil.

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noCasesBlocksUntilInterrupted(boolean virtual) {
        blocksUntilInterrupted(virtual);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyNilChannelsAndNullCasesBlocksUntilInterrupted(boolean virtual) {
        blocksUntilInterrupted(virtual, receive((Channel<Integer>) null), null, send((Channel<Integer>) null, 1));
    }

    private void blocksUntilInterrupted(boolean virtual, SelectCase... cases) {
        Thread t = g.start(virtual, () -> {
            assertThatThrownBy(() -> select(cases)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
        awaitParked(t, "select (no cases)");
        t.interrupt();
        g.join(t);
    }

    @Test
    void nilIsNeverReady() throws InterruptedException {
        assertThat(trySelect()).isEqualTo(-1);
        assertThat(trySelect((SelectCase) null)).isEqualTo(-1);
        assertThat(trySelect(receive((Channel<Integer>) null))).isEqualTo(-1);
        assertThat(trySelect(send((Channel<Integer>) null, 1))).isEqualTo(-1);
        assertThat(select(Duration.ofNanos(1))).isEqualTo(-1);
        assertThat(select(Duration.ofNanos(1), null, receive((Channel<Integer>) null))).isEqualTo(-1);
    }

    @Test
    void nilBesideARealChannelIsPassedOver() throws InterruptedException {
        Channel<Integer> c = Channel.make();
        SelectCase[] cases = {null, receive((Channel<Integer>) null), receive(c), send((Channel<Integer>) null, 2)};
        Thread t = g.go(() -> assertThat(select(cases)).isEqualTo(2));
        awaitParked(t, "select");
        c.send(1);
        g.join(t);
    }

    @Test
    void nilChannelWithNullValueIsLegal() {
        Channel<Integer> c = Channel.make(1);
        SendCase<Integer> s = send((Channel<Integer>) null, null);
        assertThat(trySelect(s)).isEqualTo(-1);
        assertThat(trySelect(s.channel(c).value(1))).isZero();
        assertThat(trySelect(s.channel(null).value(null))).isEqualTo(-1);
        assertThat(c.tryReceive()).isEqualTo(1);
    }

    /** The null value is found on entry, even if another case before it is ready, and no case has proceeded. */
    @Test
    void nullValueOnAChannelIsRejectedOnEntry() throws InterruptedException {
        Channel<Integer> ready = Channel.make(1);
        Channel<Integer> free = Channel.make(1);
        ready.send(1);
        ReceiveCase<Integer> r = receive(ready);
        SendCase<Integer> s = send(free, null);
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> select(r, s)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> select(s, r)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> select(Duration.ofDays(1), r, s)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> trySelect(r, s)).isInstanceOf(NullPointerException.class);
        }
        assertThat(ready.len()).isEqualTo(1);
        assertThat(free.len()).isZero();
        // Both cases and both channels still work.
        assertThat(trySelect(s.value(2))).isZero();
        assertThat(trySelect(r)).isZero();
        assertWon(r, 1);
        assertThat(free.receive()).isEqualTo(2);
    }

    // Closed.

    @Test
    void receiveFromAClosedChannelIsReadyAndNotOk() throws InterruptedException {
        Channel<Integer> c = Channel.make();
        c.close();
        ReceiveCase<Integer> r = receive(c);
        for (int i = 0; i < 3; i++) {
            assertThat(select(r)).isZero();
            assertClosed(r);
        }
        assertThat(trySelect(r)).isZero();
        assertClosed(r);
    }

    @Test
    void receiveFromAClosedChannelDrainsItsBufferFirst() throws InterruptedException {
        Channel<Integer> c = Channel.make(2);
        c.send(1);
        c.send(2);
        c.close();
        ReceiveCase<Integer> r = receive(c);
        select(r);
        assertWon(r, 1);
        trySelect(r);
        assertWon(r, 2);
        select(r);
        assertClosed(r);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void sendToAClosedChannelThrows(int capacity) throws InterruptedException {
        Channel<Integer> c = Channel.make(capacity);
        c.close();
        SendCase<Integer> s = send(c, 1);
        assertThatThrownBy(() -> select(s))
                .isInstanceOf(ChannelClosedException.class)
                .hasMessage("send on closed channel");
        assertThatThrownBy(() -> trySelect(s))
                .isInstanceOf(ChannelClosedException.class)
                .hasMessage("send on closed channel");
        assertThatThrownBy(() -> select(Duration.ZERO, s))
                .isInstanceOf(ChannelClosedException.class)
                .hasMessage("send on closed channel");
        Channel<Integer> open = Channel.make(1);
        assertThat(select(s.channel(open))).isZero();
        assertThat(open.receive()).isEqualTo(1);
    }

    /** A send to a closed channel is ready even if the buffer is full: it is ready because it fails. */
    @Test
    void sendToAClosedFullChannelThrows() throws InterruptedException {
        Channel<Integer> c = Channel.make(1);
        c.send(1);
        c.close();
        assertThatThrownBy(() -> trySelect(send(c, 2))).isInstanceOf(ChannelClosedException.class);
        assertThat(c.receive()).isEqualTo(1);
        assertThat(c.receive()).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closeWakesASelectThatWaitsToReceive(boolean virtual) {
        Channel<Integer> c = Channel.make();
        Channel<Integer> other = Channel.make(1);
        ReceiveCase<Integer> ro = receive(other);
        ReceiveCase<Integer> rc = receive(c);
        Thread t = g.start(virtual, () -> {
            assertThat(select(ro, rc)).isEqualTo(1);
            assertClosed(rc);
            assertLost(ro);
        });
        awaitParked(t, "select");
        c.close();
        g.join(t);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void closeWakesASelectThatWaitsToSendAndItThrows(int capacity) throws InterruptedException {
        Channel<Integer> c = Channel.make(capacity);
        for (int i = 0; i < capacity; i++) {
            c.send(i);
        }
        Channel<Integer> other = Channel.make();
        SendCase<Integer> s = send(c, 7);
        ReceiveCase<Integer> r = receive(other);
        Thread t = g.go(() -> {
            assertThatThrownBy(() -> select(r, s))
                    .isInstanceOf(ChannelClosedException.class)
                    .hasMessage("send on closed channel");
            assertLost(r);
            // The cases still work.
            assertThat(select(r, s.channel(Channel.make(1)))).isEqualTo(1);
        });
        awaitParked(t, "select");
        c.close();
        g.join(t);
        for (int i = 0; i < capacity; i++) {
            assertThat(c.receive()).isEqualTo(i);
        }
        assertThat(c.receive()).as("the value of a sender that waited when the channel was closed").isNull();
    }

    @Test
    void closeWakesAllSelectsOnBothSides() {
        Channel<Integer> c = Channel.make();
        Channel<Integer> idle = Channel.make();
        AtomicInteger woken = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            Thread t = g.start(i % 2 == 0, () -> {
                ReceiveCase<Integer> r = receive(c);
                assertThat(select(receive(idle), r)).isEqualTo(1);
                assertClosed(r);
                woken.incrementAndGet();
            });
            awaitParked(t, "select");
        }
        c.close();
        g.joinAll();
        assertThat(woken.get()).isEqualTo(10);

        Channel<Integer> d = Channel.make();
        for (int i = 0; i < 10; i++) {
            Thread t = g.start(i % 2 == 0, () -> {
                assertThatThrownBy(() -> select(receive(idle), send(d, 1)))
                        .isInstanceOf(ChannelClosedException.class);
                woken.incrementAndGet();
            });
            awaitParked(t, "select");
        }
        d.close();
        g.joinAll();
        assertThat(woken.get()).isEqualTo(20);
    }

    // Twice.

    @Test
    void theSameChannelMayStandInSeveralCases() throws InterruptedException {
        Channel<Integer> c = Channel.make();
        ReceiveCase<Integer> first = receive(c);
        ReceiveCase<Integer> second = receive(c);
        Thread t = g.go(() -> {
            for (int i = 0; i < 3; i++) {
                int index = select(first, second);
                assertWon(index == 0 ? first : second, i);
                assertLost(index == 0 ? second : first);
            }
        });
        for (int i = 0; i < 3; i++) {
            awaitParked(t, "select");
            c.send(i);
        }
        g.join(t);
        assertThat(c.trySend(9)).as("nothing of the select is left").isFalse();
    }

    /** Two sends of one select on one channel: a receiver gets one of the two values, once. */
    @Test
    void theSameChannelTwiceSendsOneValue() throws InterruptedException {
        Channel<Integer> c = Channel.make();
        Thread t = g.go(() -> assertThat(select(send(c, 10), send(c, 11))).isBetween(0, 1));
        awaitParked(t, "select");
        assertThat(c.receive()).isIn(10, 11);
        g.join(t);
        assertThat(c.tryReceive()).isNull();
    }

    @Test
    void theSameCaseObjectMayStandTwice() throws InterruptedException {
        Channel<Integer> c = Channel.make();
        ReceiveCase<Integer> r = receive(c);
        SendCase<Integer> s = send(c, 5);
        for (int i = 0; i < 3; i++) {
            int n = i;
            Thread t = g.go(() -> {
                assertThat(select(r, r)).isBetween(0, 1);
                assertWon(r, n);
            });
            awaitParked(t, "select");
            c.send(n);
            g.join(t);
            Thread u = g.go(() -> {
                assertThat(select(s, null, s)).isIn(0, 2);
                assertThat(s.chosen()).isTrue();
            });
            awaitParked(u, "select");
            assertThat(c.receive()).isEqualTo(5);
            g.join(u);
        }
        assertThat(trySelect(r, r)).isEqualTo(-1);
        assertLost(r);
    }

    /** The wait ends by a time-out, an interrupt, or a case that proceeds. */
    @Test
    void theSameCaseObjectTwiceIsGivenFreeHoweverTheSelectEnds() throws InterruptedException {
        Channel<Integer> c = Channel.make();
        ReceiveCase<Integer> r = receive(c);
        assertThat(select(Duration.ofMillis(1), r, r)).isEqualTo(-1);
        Thread t = g.go(() -> {
            assertThatThrownBy(() -> select(r, r)).isInstanceOf(InterruptedException.class);
            assertLost(r);
        });
        awaitParked(t, "select");
        t.interrupt();
        g.join(t);
        c.close();
        assertThat(select(r.channel(c), r)).isBetween(0, 1);
        assertClosed(r);
    }

    // Itself.

    @Test
    void aSelectNeverMeetsItself() {
        Channel<Integer> c = Channel.make();
        assertThat(trySelect(send(c, 1), receive(c))).isEqualTo(-1);
        Thread t = g.go(() -> assertThatThrownBy(() -> select(send(c, 1), receive(c)))
                .isInstanceOf(InterruptedException.class));
        awaitParked(t, "select");
        t.interrupt();
        g.join(t);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoSuchSelectsMeetEachOther(boolean virtual) throws InterruptedException {
        Channel<Integer> c = Channel.make();
        for (int round = 0; round < 500; round++) {
            int n = round;
            ReceiveCase<Integer> theirs = receive(c);
            Thread t = g.start(virtual && round % 2 == 0, () -> {
                if (select(send(c, 2 * n), theirs) == 1) {
                    assertWon(theirs, 2 * n + 1);
                }
            });
            ReceiveCase<Integer> mine = receive(c);
            int index = select(send(c, 2 * n + 1), mine);
            g.join(t);
            if (index == 1) {
                assertWon(mine, 2 * n);
                assertLost(theirs);
            } else {
                assertWon(theirs, 2 * n + 1);
            }
        }
    }

    /** Go's TestSelfSelect: two tasks, each of which both sends and receives on the same channel in every select. */
    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    void selfSelect(int capacity) throws InterruptedException {
        Channel<Integer> c = Channel.make(capacity);
        WaitGroup running = new WaitGroup();
        running.add(2);
        for (int p = 0; p < 2; p++) {
            int me = p;
            g.start(p == 0, () -> {
                SendCase<Integer> s = send(c, me);
                ReceiveCase<Integer> r = receive(c);
                for (int i = 0; i < 1000; i++) {
                    int index = me == 0 || i % 2 == 0 ? select(s, r) : 1 - select(r, s);
                    if (index == 1 && capacity == 0) {
                        assertThat(r.value()).as("it never receives its own value").isEqualTo(1 - me);
                    }
                }
                running.done();
                // The partner may still need a counterpart: until both have finished, stay ready for it.
                while (!running.await(Duration.ZERO)) {
                    select(Duration.ofMillis(1), s, r);
                }
            });
        }
        g.joinAll();
    }

    static void assertClosed(ReceiveCase<?> r) {
        assertThat(r.chosen()).isTrue();
        assertThat(r.ok()).isFalse();
        assertThat((Object) r.value()).isNull();
    }
}
