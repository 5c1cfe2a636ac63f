package dev.weft.conformance.runtime;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static dev.weft.support.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.ReceiveCase;
import dev.weft.Select;
import dev.weft.SelectCase;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The runtime's own test of channels and select: blocking, order, one instant, fairness, storms. */
@DisplayName("src/runtime/chan_test.go")
class ChanTest {
    private static final int CAPACITIES = 200;

    /**
     * With spins of up to this many, the rounds fail within 50,000 of 100,000 if a select judges the channels one by
     * one.
     */
    private static final int SPINS = 300;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("TestChan: receiving from an empty channel blocks")
    void receivingFromAnEmptyChannelBlocks() throws InterruptedException {
        for (int capacity = 0; capacity < CAPACITIES; capacity++) {
            Channel<Integer> c = Channel.make(capacity);
            Thread one = g.go(() -> assertThat(c.receive()).isZero());
            Thread other = g.go(() -> assertThat(c.receive()).isZero());
            awaitParked(one, "chan receive");
            awaitParked(other, "chan receive");
            ReceiveCase<Integer> none = receive(c);
            assertThat(c.tryReceive()).isNull();
            assertThat(trySelect(none)).isEqualTo(-1);
            assertThat(none.ok()).isFalse();
            c.send(0);
            c.send(0);
            g.joinAll();
        }
    }

    @Test
    @DisplayName("TestChan: sending to a full channel blocks")
    void sendingToAFullChannelBlocks() throws InterruptedException {
        for (int capacity = 0; capacity < CAPACITIES; capacity++) {
            Channel<Integer> c = full(capacity);
            Thread sender = g.go(() -> c.send(-1));
            awaitParked(sender, "chan send");
            assertThat(c.trySend(-2)).isFalse();
            assertThat(trySelect(send(c, -2))).isEqualTo(-1);
            assertThat(c.receive()).isEqualTo(capacity == 0 ? -1 : 0);
            g.join(sender);
            assertThat(c.len()).isEqualTo(capacity);
        }
    }

    @Test
    @DisplayName("TestChan: a closed channel gives what it holds, and then zero")
    void aClosedChannelGivesWhatItHolds() throws InterruptedException {
        for (int capacity = 0; capacity < CAPACITIES; capacity++) {
            Channel<Integer> c = full(capacity);
            c.close();
            for (int i = 0; i < capacity; i++) {
                assertThat(c.receive()).isEqualTo(i);
            }
            assertThat(c.receiveOr(0)).isZero();
            assertThat(c.receive()).isNull();
            ReceiveCase<Integer> last = receive(c);
            assertThat(select(last)).isZero();
            assertThat(last.ok()).isFalse();
            assertThat(last.value()).isNull();
        }
    }

    @Test
    @DisplayName("TestChan: close unblocks a receiver")
    void closeUnblocksAReceiver() {
        for (int capacity = 0; capacity < CAPACITIES; capacity++) {
            Channel<Integer> c = Channel.make(capacity);
            ReceiveCase<Integer> last = receive(c);
            Outcome<Integer> receiver = Outcome.start(g, true, () -> select(last)).awaitParked("select");
            Outcome<Integer> other = Outcome.start(g, true, c::receive).awaitParked("chan receive");
            c.close();
            assertThat(receiver.value()).isZero();
            assertThat(last.ok()).isFalse();
            assertThat(other.value()).isNull();
        }
    }

    @Test
    @DisplayName("TestChan: what one sends, another receives, in order")
    void whatOneSendsAnotherReceivesInOrder() throws InterruptedException {
        for (int capacity = 0; capacity < CAPACITIES; capacity++) {
            Channel<Integer> c = Channel.make(capacity);
            for (boolean inSelect : new boolean[] {false, true}) {
                g.go(() -> {
                    for (int i = 0; i < 100; i++) {
                        c.send(i);
                    }
                });
                ReceiveCase<Integer> next = receive(c);
                for (int i = 0; i < 100; i++) {
                    if (inSelect) {
                        select(next);
                        assertThat(next.ok()).isTrue();
                        assertThat(next.value()).isEqualTo(i);
                    } else {
                        assertThat(c.receive()).isEqualTo(i);
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("TestChan: what four send, four receive, each element once")
    void whatFourSendFourReceive() throws InterruptedException {
        int goroutines = 4;
        int each = 1_000;
        for (int capacity = 0; capacity < CAPACITIES; capacity++) {
            Channel<Integer> c = Channel.make(capacity);
            Channel<int[]> done = Channel.make();
            for (int p = 0; p < goroutines; p++) {
                g.go(() -> {
                    for (int i = 0; i < each; i++) {
                        c.send(i);
                    }
                });
                g.go(() -> {
                    int[] counts = new int[each];
                    for (int i = 0; i < each; i++) {
                        counts[c.receive()]++;
                    }
                    done.send(counts);
                });
            }
            int[] total = new int[each];
            for (int p = 0; p < goroutines; p++) {
                int[] counts = done.receive();
                for (int i = 0; i < each; i++) {
                    total[i] += counts[i];
                }
            }
            assertThat(total).containsOnly(goroutines);
        }
    }

    @Test
    @DisplayName("TestChan: len and cap")
    void lenAndCap() throws InterruptedException {
        for (int capacity = 0; capacity < CAPACITIES; capacity++) {
            Channel<Integer> c = Channel.make(capacity);
            assertThat(c.len()).isZero();
            assertThat(c.cap()).isEqualTo(capacity);
            for (int i = 0; i < capacity; i++) {
                c.send(i);
            }
            assertThat(c.len()).isEqualTo(capacity);
            assertThat(c.cap()).isEqualTo(capacity);
        }
    }

    /** The channel is full when it is closed, so there is something to receive before and after. */
    @Test
    @DisplayName("TestNonblockRecvRace")
    void aFullChannelThatIsClosedIsNeverEmpty() throws InterruptedException {
        for (int i = 0; i < 10_000; i++) {
            Channel<Integer> c = Channel.make(1);
            c.send(1);
            Outcome<Integer> other = Outcome.start(g, true, () -> trySelect(receive(c)));
            c.close();
            c.receive();
            assertThat(other.value()).as("round %d", i).isZero();
        }
    }

    @Test
    @DisplayName("TestNonblockSelectRace")
    void oneOfTwoIsAlwaysReady() {
        oneOfTwoIsAlwaysReady(1, (drained, filled) -> filled.trySend(1));
    }

    @Test
    @DisplayName("TestNonblockSelectRace2")
    void oneOfTwoIsAlwaysReadyWhenItIsClosed() {
        oneOfTwoIsAlwaysReady(0, (drained, filled) -> {
            filled.close();
            return true;
        });
    }

    private void oneOfTwoIsAlwaysReady(
            int capacity, BiPredicate<Channel<Integer>, Channel<Integer>> makeSecondReady) {
        Channel<Integer> chosen = Channel.make(1);
        SplittableRandom random = new SplittableRandom();
        g.go(() -> {
            for (int i = 0; i < 100_000; i++) {
                Channel<Integer> drained = Channel.make(1);
                Channel<Integer> filled = Channel.make(capacity);
                drained.send(1);
                // Both orders, because a select that looks first at the drained channel could be wrong and yet pass.
                SelectCase[] cases = {receive(i % 2 == 0 ? drained : filled), receive(i % 2 == 0 ? filled : drained)};
                Go.go(() -> chosen.send(trySelect(cases)));
                for (int spins = random.nextInt(SPINS); spins > 0; spins--) {
                    Thread.onSpinWait(); // until the other goroutine has perhaps just begun
                }
                assertThat(makeSecondReady.test(drained, filled)).isTrue();
                trySelect(receive(drained));
                assertThat(chosen.receive()).as("round %d", i).isNotEqualTo(-1);
            }
        });
        g.joinAll();
    }

    /** Selects that send and receive on one channel: two of them pair with each other, none with itself. */
    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    @DisplayName("TestSelfSelect")
    void noSelectPairsWithItself(int capacity) {
        Channel<Integer> c = Channel.make(capacity);
        for (int self : new int[] {1, 2}) {
            g.go(() -> {
                var out = send(c, self);
                var in = receive(c);
                for (int round = 0; round < 1_000; round++) {
                    boolean sendFirst = round % self == 0; // one always, the other in every second round
                    int index = sendFirst ? select(out, in) : select(in, out);
                    assertThat(out.chosen()).isEqualTo(index == (sendFirst ? 0 : 1));
                    if (in.chosen() && capacity == 0) {
                        assertThat(in.value()).isNotEqualTo(self);
                    }
                }
            });
        }
        g.joinAll();
    }

    /**
     * A sender and a receiver for each channel, and besides them one select that sends and one that receives on all.
     */
    @Test
    @DisplayName("TestSelectStress")
    void tenGoroutinesOnFourChannels() {
        int each = 100_000;
        List<Channel<Integer>> c = List.of(Channel.make(), Channel.make(), Channel.make(2), Channel.make(3));
        for (Channel<Integer> channel : c) {
            g.go(() -> {
                for (int i = 0; i < each; i++) {
                    channel.send(0);
                }
            });
            g.go(() -> {
                for (int i = 0; i < each; i++) {
                    assertThat(channel.receive()).isNotNull();
                }
            });
        }
        g.go(() -> selectEach(each, send(c.get(1), 0), send(c.get(3), 0), send(c.get(0), 0), send(c.get(2), 0)));
        g.go(() -> selectEach(each, receive(c.get(0)), receive(c.get(1)), receive(c.get(2)), receive(c.get(3))));
        g.joinAll();
        assertThat(c).allMatch(channel -> channel.len() == 0);
    }

    /** Selects until each case has been chosen that often; such a case is then removed, as by a nil channel in Go. */
    private static void selectEach(int times, SelectCase... cases) throws InterruptedException {
        int[] chosen = new int[cases.length];
        for (int i = 0; i < times * chosen.length; i++) {
            int index = select(cases);
            if (++chosen[index] == times) {
                cases[index] = null;
            }
        }
        assertThat(chosen).containsOnly(times);
    }

    /**
     * Limits are ten standard deviations from the mean: this detects bias; SelectUniformityTest measures uniformity.
     */
    @Test
    @DisplayName("TestSelectFairness")
    void theTwoOfFourThatAreReadyAreChosenEquallyOften() throws InterruptedException {
        int selects = 10_000;
        List<Channel<Integer>> channels =
                List.of(Channel.make(), Channel.make(selects), Channel.make(), Channel.make(selects));
        for (int i = 0; i < selects; i++) {
            channels.get(1).send(i);
            channels.get(3).send(i);
        }
        int[] chosen = new int[4];
        g.join(g.go(() -> {
            SelectCase[] cases = channels.stream().map(Select::receive).toArray(SelectCase[]::new);
            for (int i = 0; i < selects; i++) {
                chosen[select(cases)]++;
            }
        }));
        assertThat(chosen[0] + chosen[2]).as("never ready").isZero();
        assertThat(chosen[1]).isBetween(4_500, 5_500);
        assertThat(channels.get(1).len()).as("taken by those that were chosen").isEqualTo(selects - chosen[1]);
        assertThat(channels.get(3).len()).isEqualTo(chosen[1]);
    }

    /** Go's element is a pointer in an interface; the test pins that identity and the default survive. */
    @Test
    @DisplayName("TestChanSendInterface")
    void anObjectGoesThroughAsItIs() throws InterruptedException {
        class Element {}
        Element element = new Element();
        Channel<Object> c = Channel.make(1);
        c.send(element);
        assertThat(trySelect(send(c, element))).isEqualTo(-1);
        assertThat(trySelect(send(c, element), send(c, new Element()))).isEqualTo(-1);
        assertThat(c.receive()).isSameAs(element);
        assertThat(c.len()).isZero();
    }

    /** A select that could send either of two values: each should be sent in more than a tenth of the rounds. */
    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    @DisplayName("TestPseudoRandomSend")
    void bothSendsOfASelectAreChosen(int capacity) throws InterruptedException {
        Channel<Boolean> coin = Channel.make(capacity);
        Outcome<Long> heads = Outcome.start(g, true, () -> {
            Go.gosched(); // here and each time below, to let the sender go ahead
            return coin.stream().peek(toss -> Go.gosched()).filter(toss -> toss).count();
        });
        for (int i = 0; i < 100; i++) {
            select(send(coin, true), send(coin, false));
        }
        coin.close();
        assertThat(heads.value()).isBetween(11L, 89L);
    }

    /**
     * Each element is a number of its own. A consumer may let others overtake before it passes on what it has taken.
     */
    @Test
    @DisplayName("TestMultiConsumer")
    void manyConsumersTakeEachElementOnce() {
        int workers = 32;
        int elements = 300_000;
        Channel<Integer> jobs = Channel.make(100);
        Channel<Integer> results = Channel.make(100);
        AtomicInteger working = new AtomicInteger(workers);
        SplittableRandom seeds = new SplittableRandom(elements);
        for (int w = 0; w < workers; w++) {
            SplittableRandom random = seeds.split();
            g.go(() -> {
                for (int job : jobs) {
                    if (random.nextInt(8) == 0) {
                        Go.gosched();
                    }
                    results.send(job);
                }
                if (working.decrementAndGet() == 0) {
                    results.close();
                }
            });
        }
        g.go(() -> {
            try (jobs) {
                for (int i = 0; i < elements; i++) {
                    jobs.send(i);
                }
            }
        });
        int[] times = new int[elements];
        for (int job : results) {
            times[job]++;
        }
        assertThat(times).containsOnly(1);
    }

    /** One waits twice on a channel, another behind it. When the first is served elsewhere, the other stays queued. */
    @Test
    @DisplayName("TestSelectDuplicateChannel")
    void aSelectWaitsTwiceOnOneChannelAndLeavesItWhole() throws InterruptedException {
        Channel<String> shared = Channel.make();
        Channel<String> own = Channel.make();
        Outcome<Integer> selector = Outcome.start(g, true, () -> select(receive(shared), receive(shared), receive(own)))
                .awaitParked("select");
        Outcome<String> behind = Outcome.start(g, true, shared::receive).awaitParked("chan receive");
        own.send("for the select");
        assertThat(selector.value()).isEqualTo(2);
        assertThat(behind.isParked("chan receive")).isTrue();
        shared.send("for the other");
        assertThat(behind.value()).isEqualTo("for the other");
    }

    private static Channel<Integer> full(int capacity) throws InterruptedException {
        Channel<Integer> c = Channel.make(capacity);
        for (int i = 0; i < capacity; i++) {
            c.send(i);
        }
        return c;
    }
}
