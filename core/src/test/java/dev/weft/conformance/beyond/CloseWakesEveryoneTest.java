package dev.weft.conformance.beyond;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Call;
import dev.weft.Channel;
import dev.weft.ChannelClosedException;
import dev.weft.ReceiveCase;
import dev.weft.SendCase;
import dev.weft.internal.channel.ChannelCore;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What closing a channel does to its waiters, several at once and in every way to wait: all receivers get the zero
 * value, all senders fail and their values are never received, and the selects among them leave nothing behind. Go's
 * runtime does so; its tests do not check it.
 */
@ParameterizedClass(name = "capacity {0}, {1} threads")
@CsvSource({
    "0, VIRTUAL", "1, VIRTUAL", "3, VIRTUAL",
    "0, PLATFORM", "1, PLATFORM", "3, PLATFORM",
    "0, BOTH", "1, BOTH", "3, BOTH"
})
@DisplayName("close wakes everyone")
class CloseWakesEveryoneTest {
    private static final Duration LONG = Duration.ofDays(1);

    /** How many threads wait in each way. */
    private static final int EACH = 3;

    /** How many rounds the racing tests run. */
    private static final int ROUNDS = 10;

    private static final List<String> WAITING = List.of("chan receive", "chan send", "select");

    enum Kind {
        VIRTUAL, PLATFORM, BOTH
    }

    @Parameter(0)
    int capacity;

    @Parameter(1)
    Kind kind;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final List<Channel<?>> channels = new ArrayList<>();
    private int started;

    /** The ways to wait for a value. Each returns what it received, and checks its other results. */
    private enum Receiving {
        PLAIN {
            @Override
            Integer from(Channel<Integer> c, Channel<Integer> idle) throws InterruptedException {
                return c.receive();
            }
        },
        TIMED {
            @Override
            Integer from(Channel<Integer> c, Channel<Integer> idle) throws InterruptedException {
                return c.tryReceive(LONG);
            }
        },
        LOOP {
            @Override
            Integer from(Channel<Integer> c, Channel<Integer> idle) {
                for (int value : c) {
                    return value;
                }
                return null;
            }
        },
        SELECT {
            @Override
            Integer from(Channel<Integer> c, Channel<Integer> idle) throws InterruptedException {
                ReceiveCase<Integer> r = receive(c);
                assertThat(select(r)).isZero();
                assertThat(r.chosen()).isTrue();
                assertThat(r.ok()).isEqualTo(r.value() != null);
                return r.value();
            }
        },
        TIMED_SELECT {
            @Override
            Integer from(Channel<Integer> c, Channel<Integer> idle) throws InterruptedException {
                ReceiveCase<Integer> r = receive(c);
                ReceiveCase<Integer> never = receive(idle);
                assertThat(select(LONG, never, r)).isEqualTo(1);
                assertThat(r.chosen()).isTrue();
                assertThat(never.chosen()).isFalse();
                assertThat(r.ok()).isEqualTo(r.value() != null);
                return r.value();
            }
        },
        /** Twice in the queue of the channel, and once in that of another channel. */
        LARGE_SELECT {
            @Override
            Integer from(Channel<Integer> c, Channel<Integer> idle) throws InterruptedException {
                ReceiveCase<Integer> a = receive(c);
                ReceiveCase<Integer> b = receive(c);
                ReceiveCase<Integer> chosen = select(a, send(idle, -1), b) == 0 ? a : b;
                assertThat(a.chosen()).isEqualTo(chosen == a);
                assertThat(b.chosen()).isEqualTo(chosen == b);
                return chosen.value();
            }
        };

        abstract Integer from(Channel<Integer> c, Channel<Integer> idle) throws InterruptedException;
    }

    /** The ways to wait for room. */
    private enum Sending {
        PLAIN {
            @Override
            void to(Channel<Integer> c, int value, Channel<Integer> idle) throws InterruptedException {
                c.send(value);
            }
        },
        TIMED {
            @Override
            void to(Channel<Integer> c, int value, Channel<Integer> idle) throws InterruptedException {
                assertThat(c.trySend(value, LONG)).isTrue();
            }
        },
        SELECT {
            @Override
            void to(Channel<Integer> c, int value, Channel<Integer> idle) throws InterruptedException {
                assertThat(select(send(c, value))).isZero();
            }
        },
        TIMED_SELECT {
            @Override
            void to(Channel<Integer> c, int value, Channel<Integer> idle) throws InterruptedException {
                assertThat(select(LONG, receive(idle), send(c, value))).isEqualTo(1);
            }
        },
        LARGE_SELECT {
            @Override
            void to(Channel<Integer> c, int value, Channel<Integer> idle) throws InterruptedException {
                SendCase<Integer> twice = send(c, value);
                assertThat(select(twice, send(idle, -1), twice)).isIn(0, 2);
            }
        };

        abstract void to(Channel<Integer> c, int value, Channel<Integer> idle) throws InterruptedException;
    }

    private <T> Channel<T> make(int cap) {
        Channel<T> c = Channel.make(cap);
        channels.add(c);
        return c;
    }

    /** Returns a channel whose buffer is full of 0, 1, 2 and so on. */
    private Channel<Integer> full() {
        Channel<Integer> c = make(capacity);
        for (int i = 0; i < capacity; i++) {
            assertThat(c.trySend(i)).isTrue();
        }
        return c;
    }

    private <T> Outcome<T> start(Call<T, ?> call) {
        boolean virtual = kind == Kind.VIRTUAL || kind == Kind.BOTH && started % 2 == 0;
        started++;
        return Outcome.start(g, virtual, call);
    }

    // Each has an idle channel of its own; on a shared one they would meet.

    private Outcome<Integer> start(Receiving way, Channel<Integer> c) {
        Channel<Integer> idle = make(0);
        return start(() -> way.from(c, idle));
    }

    private Outcome<Integer> start(Sending way, Channel<Integer> c, int value) {
        Channel<Integer> idle = make(0);
        return start(() -> {
            way.to(c, value, idle);
            return value;
        });
    }

    /** In every case, no waiter is left in a queue, dead or alive. */
    @AfterEach
    void nobodyIsQueued() {
        g.joinAll();
        for (Channel<?> c : channels) {
            ChannelCore<?> core = (ChannelCore<?>) c;
            core.lock();
            boolean nobody = core.isEmpty();
            core.unlock();
            assertThat(nobody).isTrue();
        }
    }

    @Test
    void allWaitingReceiversGetTheZeroValue() {
        Channel<Integer> c = make(capacity);
        int[] before = {0}; // plain: the close makes it visible
        List<Outcome<Integer>> receivers = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            for (Receiving way : Receiving.values()) {
                Channel<Integer> idle = make(0);
                receivers.add(start(() -> {
                    Integer value = way.from(c, idle);
                    assertThat(before[0]).isEqualTo(1);
                    return value;
                }));
            }
        }
        receivers.forEach(CloseWakesEveryoneTest::awaitParked);
        before[0] = 1;
        c.close();
        assertThat(receivers).allSatisfy(r -> assertThat(r.value()).isNull());
        assertThat(receivers).noneSatisfy(r -> assertThat(r.interruptFlag()).isTrue());
    }

    @Test
    void allWaitingSendersFailAndTheirValuesAreNotReceived() throws InterruptedException {
        Channel<Integer> c = full();
        List<Outcome<Integer>> senders = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            for (Sending way : Sending.values()) {
                senders.add(start(way, c, -1));
            }
        }
        senders.forEach(CloseWakesEveryoneTest::awaitParked);
        c.close();
        for (int i = 0; i < capacity; i++) { // perhaps while they are still waking up
            assertThat(c.receive()).isEqualTo(i);
        }
        assertThat(c.receive()).isNull();
        assertThat(senders).allSatisfy(CloseWakesEveryoneTest::assertSendOnClosed);
        assertThat(senders).noneSatisfy(s -> assertThat(s.interruptFlag()).isTrue());
        assertThat(c.drained()).isTrue();
    }

    /**
     * As above, but some waiters were served before, some gave up, and some selects found another partner.
     */
    @Test
    void onlyThoseWhoStillWaitAreConcerned() throws InterruptedException {
        Channel<Integer> c = full();
        Channel<Integer> other = make(0);
        Outcome<Integer> served = start(Sending.PLAIN, c, capacity).awaitParked("chan send");
        Outcome<Integer> gaveUp = start(Sending.SELECT, c, -1).awaitParked("select");
        Outcome<Integer> left = start(() -> select(send(c, -1), send(other, 7))).awaitParked("select");
        Outcome<Integer> stays = start(Sending.LARGE_SELECT, c, -1).awaitParked("select");
        Integer first = c.receive();
        assertThat(first).isEqualTo(0);
        served.value();
        gaveUp.thread().interrupt();
        gaveUp.assertFailure().isInstanceOf(InterruptedException.class);
        assertThat(other.receive()).isEqualTo(7);
        assertThat(left.value()).isEqualTo(1);
        c.close();
        assertSendOnClosed(stays);
        for (int i = 1; i <= capacity; i++) {
            assertThat(c.receive()).isEqualTo(i);
        }
        assertThat(c.receive()).isNull();
    }

    @Test
    void aSelectThatWaitsToSendFailsAndItsOtherCasesStayUsable() throws InterruptedException {
        Channel<Integer> c = full();
        Channel<Integer> in = make(0);
        Channel<Integer> out = make(0);
        SendCase<Integer> sends = send(c, -1);
        ReceiveCase<Integer> receives = receive(in);
        SendCase<Integer> sendsElsewhere = send(out, 5);
        Outcome<Integer> selecting = start(() -> select(receives, sends, sendsElsewhere)).awaitParked("select");
        c.close();
        assertSendOnClosed(selecting);
        assertThat(receives.chosen()).isFalse();
        assertThat(receives.ok()).isFalse();
        assertThat(sendsElsewhere.chosen()).isFalse();
        assertThat(in.trySend(6)).as("there is no receiver any more").isFalse();
        assertThat(out.tryReceive()).as("there is no sender any more").isNull();

        // The same cases, except the one whose channel is closed, wait and are served.
        Outcome<Integer> again = start(() -> select(receives, null, sendsElsewhere)).awaitParked("select");
        in.send(6);
        assertThat(again.value()).isZero();
        assertThat(receives.value()).isEqualTo(6);
        assertThat(receives.ok()).isTrue();
        Outcome<Integer> third = start(() -> select(receives, sendsElsewhere)).awaitParked("select");
        assertThat(out.receive()).isEqualTo(5);
        assertThat(third.value()).isEqualTo(1);

        // And so is that one, once it is aimed at another channel.
        Channel<Integer> open = make(1);
        assertThat(trySelect(receives, sends.channel(open), sendsElsewhere)).isEqualTo(1);
        assertThat(open.receive()).isEqualTo(-1);
    }

    /**
     * Sends and receives cannot wait on one channel at once, except in a select that does both: it never meets itself.
     */
    @Test
    void aSelectThatSendsAndReceivesOnTheChannelIsWokenOnce() {
        Channel<Integer> c = make(0);
        ReceiveCase<Integer> r = receive(c);
        SendCase<Integer> s = send(c, -1);
        Outcome<Integer> selecting = start(() -> select(s, r)).awaitParked("select");
        c.close();
        if (selecting.failure() != null) {
            assertSendOnClosed(selecting);
            assertThat(r.chosen()).isFalse();
        } else {
            assertThat(selecting.value()).isEqualTo(1);
            assertThat(r.ok()).isFalse();
            assertThat(r.value()).isNull();
        }
        assertThat(c.drained()).isTrue();
    }

    /** A select is closed on two of its channels at once, and still ends only once. */
    @Test
    void aSelectWhoseChannelsAreAllClosedFailsOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            Channel<Integer> a = full();
            Channel<Integer> b = full();
            List<Outcome<Integer>> selects = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                selects.add(start(() -> select(send(a, -1), send(b, -1))));
            }
            selects.forEach(CloseWakesEveryoneTest::awaitParked);
            Outcome<Void> closesA = start(() -> {
                a.close();
                return null;
            });
            b.close();
            closesA.value();
            assertThat(selects).allSatisfy(CloseWakesEveryoneTest::assertSendOnClosed);
            assertThat(a.len() + b.len()).isEqualTo(2 * capacity);
        }
    }

    /**
     * While the channel is being closed, values are still received: a send returned if and only if its value was
     * received.
     */
    @Test
    void aSenderThatMeetsTheCloseSendsOrFails() {
        Sending[] ways = Sending.values();
        for (int round = 0; round < ROUNDS; round++) {
            Channel<Integer> c = full();
            List<Outcome<Integer>> senders = new ArrayList<>();
            for (int i = 0; i < ways.length; i++) {
                senders.add(start(ways[i], c, capacity + i));
            }
            senders.forEach(CloseWakesEveryoneTest::awaitParked);
            int taken = round % (capacity + ways.length);
            Set<Integer> received = new ConcurrentSkipListSet<>();
            Outcome<Void> receiver = start(() -> {
                for (Integer v; (v = c.receive()) != null;) {
                    assertThat(received.add(v)).isTrue();
                }
                return null;
            });
            Goroutines.awaitUntil(() -> received.size() >= taken);
            c.close();
            receiver.value();
            Set<Integer> expected = new TreeSet<>();
            for (int i = 0; i < capacity; i++) {
                expected.add(i);
            }
            for (int i = 0; i < ways.length; i++) {
                if (senders.get(i).failure() == null) {
                    expected.add(capacity + i);
                } else {
                    assertSendOnClosed(senders.get(i));
                }
            }
            assertThat(received).isEqualTo(expected);
        }
    }

    /**
     * A receiver that meets the close gets the value sent just before, or the zero value, and no value is received
     * twice.
     */
    @Test
    void aReceiverThatMeetsTheCloseReceivesOrGetsTheZeroValue() throws InterruptedException {
        Receiving[] ways = Receiving.values();
        for (int round = 0; round < ROUNDS; round++) {
            Channel<Integer> c = make(capacity);
            List<Outcome<Integer>> receivers = new ArrayList<>();
            for (Receiving way : ways) {
                receivers.add(start(way, c));
            }
            receivers.forEach(CloseWakesEveryoneTest::awaitParked);
            int sent = round % (ways.length + 1);
            for (int i = 0; i < sent; i++) {
                c.send(i);
            }
            c.close();
            Set<Integer> received = new TreeSet<>();
            int zeros = 0;
            for (Outcome<Integer> receiver : receivers) {
                Integer v = receiver.value();
                if (v == null) {
                    zeros++;
                } else {
                    assertThat(received.add(v)).isTrue();
                }
            }
            assertThat(received).hasSize(sent);
            assertThat(zeros).isEqualTo(ways.length - sent);
        }
    }

    private static void awaitParked(Outcome<?> waiting) {
        Goroutines.awaitUntil(() -> WAITING.stream().anyMatch(waiting::isParked));
    }

    private static void assertSendOnClosed(Outcome<?> sender) {
        sender.assertFailure().isExactlyInstanceOf(ChannelClosedException.class).hasMessage("send on closed channel");
    }
}
