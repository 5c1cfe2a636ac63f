package dev.weft.conformance.runtime;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static dev.weft.testing.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.ReceiveCase;
import dev.weft.SelectCase;
import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import dev.weft.testing.Goroutines;
import dev.weft.testing.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The runtime's own test of channels and select: blocking, order, one instant, fairness, storms. */
@DisplayName("src/runtime/chan_test.go")
class ChanTest {
    private static final int CAPACITIES = 200;

    /** Up to so many make the rounds fail within 50,000 of 100,000 if a select judges one channel after the other. */
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

    /** Full when it is closed: there is something to receive before, and after. */
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
        oneOfTwoIsAlwaysReady(1, (c1, c2) -> c2.trySend(1));
    }

    @Test
    @DisplayName("TestNonblockSelectRace2")
    void oneOfTwoIsAlwaysReadyWhenItIsClosed() {
        oneOfTwoIsAlwaysReady(0, (c1, c2) -> {
            c2.close();
            return true;
        });
    }

    private void oneOfTwoIsAlwaysReady(
            int capacity, BiPredicate<Channel<Integer>, Channel<Integer>> makeSecondReady) {
        Channel<Integer> done = Channel.make(1);
        SplittableRandom random = new SplittableRandom();
        g.go(() -> {
            for (int i = 0; i < 100_000; i++) {
                Channel<Integer> c1 = Channel.make(1);
                Channel<Integer> c2 = Channel.make(capacity);
                c1.send(1);
                // A select that looks at c1 first could be wrong and right here all the same.
                SelectCase[] cases = {receive(i % 2 == 0 ? c1 : c2), receive(i % 2 == 0 ? c2 : c1)};
                Go.go(() -> done.send(trySelect(cases)));
                for (int spins = random.nextInt(SPINS); spins > 0; spins--) {
                    Thread.onSpinWait(); // until the other has perhaps just begun
                }
                assertThat(makeSecondReady.test(c1, c2)).isTrue();
                trySelect(receive(c1));
                assertThat(done.receive()).as("round %d", i).isNotEqualTo(-1);
            }
        });
        g.joinAll();
    }

    /** A select that sends and receives on one channel: two of them pair with each other, none with itself. */
    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    @DisplayName("TestSelfSelect")
    void noSelectPairsWithItself(int capacity) {
        Channel<Integer> c = Channel.make(capacity);
        for (int p = 0; p < 2; p++) {
            int self = p;
            g.go(() -> {
                var out = send(c, self);
                var in = receive(c);
                for (int i = 0; i < 1_000; i++) {
                    boolean sendFirst = self == 0 || i % 2 == 0;
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

    /** Per channel a sender and a receiver, and beside them one select that sends and one that receives on all. */
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
        g.go(() -> selectEach(each, send(c.get(3), 0), send(c.get(2), 0), send(c.get(0), 0), send(c.get(1), 0)));
        g.go(() -> selectEach(each, receive(c.get(0)), receive(c.get(1)), receive(c.get(2)), receive(c.get(3))));
        g.joinAll();
        assertThat(c).allMatch(channel -> channel.len() == 0);
    }

    /** Selects until each case has been chosen that often; one that has is taken out, as a nil channel is in Go. */
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

    @Test
    @DisplayName("TestSelectFairness")
    void theTwoOfFourThatAreReadyAreChosenEquallyOften() throws InterruptedException {
        int trials = 10_000;
        Channel<Integer> c1 = Channel.make(trials + 1);
        Channel<Integer> c2 = Channel.make(trials + 1);
        for (int i = 0; i <= trials; i++) {
            c1.send(1);
            c2.send(2);
        }
        Channel<Integer> c3 = Channel.make();
        Channel<Integer> c4 = Channel.make();
        Channel<Integer> out = Channel.make();
        Channel<Integer> done = Channel.make();
        g.go(() -> {
            List<ReceiveCase<Integer>> in = List.of(receive(c3), receive(c4), receive(c1), receive(c2));
            SelectCase[] cases = in.toArray(new SelectCase[0]);
            while (true) {
                int value = in.get(select(cases)).value();
                if (select(send(out, value), receive(done)) == 1) {
                    return;
                }
            }
        });
        int[] counts = new int[3];
        for (int i = 0; i < trials; i++) {
            counts[out.receive()]++;
        }
        done.close();
        // Ten standard deviations, as in Go: this looks for bias; how uniform it is, SelectUniformityTest says.
        assertThat(Math.abs(counts[1] - trials / 2)).isLessThanOrEqualTo((int) (10 * Math.sqrt(trials * 0.25)));
        assertThat(counts[1] + counts[2]).isEqualTo(trials);
    }

    /** Go's element is a pointer in an interface, and what is pinned is that identity and the default survive. */
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

    /** Zero or one, whichever the select sends: each should be sent more often than in a tenth of the rounds. */
    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    @DisplayName("TestPseudoRandomSend")
    void bothSendsOfASelectAreChosen(int capacity) throws InterruptedException {
        int n = 100;
        Channel<Integer> c = Channel.make(capacity);
        int[] received = new int[n];
        Mutex m = new Mutex();
        m.lock();
        g.go(() -> {
            for (int i = 0; i < n; i++) {
                Go.gosched();
                received[i] = c.receive();
            }
            m.unlock();
        });
        for (int i = 0; i < n; i++) {
            select(send(c, 1), send(c, 0));
        }
        m.lock(); // until it has all of them
        assertThat(IntStream.of(received).sum()).isBetween(n / 10 + 1, n - n / 10 - 1);
    }

    @Test
    @DisplayName("TestMultiConsumer")
    void manyConsumersTakeEachElementOnce() {
        int workers = 23;
        int elements = 271_828;
        int[] primes = {2, 3, 7, 11, 13, 17, 19, 23, 27, 31};
        Channel<Integer> q = Channel.make(workers * 3);
        Channel<Integer> r = Channel.make(workers * 3);
        WaitGroup wg = new WaitGroup();
        for (int w = 0; w < workers; w++) {
            int own = primes[w % primes.length];
            wg.add(1);
            g.go(() -> {
                for (int v : q) {
                    if (v == own) {
                        Go.gosched(); // so that the order is lost
                    }
                    r.send(v);
                }
                wg.done();
            });
        }
        long[] expected = {0};
        g.go(() -> {
            for (int i = 0; i < elements; i++) {
                int v = primes[i % primes.length];
                expected[0] += v;
                q.send(v);
            }
            q.close();
            wg.await();
            r.close();
        });
        int n = 0;
        long sum = 0;
        for (int v : r) {
            n++;
            sum += v;
        }
        assertThat(n).isEqualTo(elements);
        assertThat(sum).isEqualTo(expected[0]);
    }

    /** A waits for c twice and for d; B behind it for c. A leaves the queue of c by way of d, and B stays in it. */
    @Test
    @DisplayName("TestSelectDuplicateChannel")
    void aSelectWaitsTwiceOnOneChannelAndLeavesItWhole() throws InterruptedException {
        Channel<Integer> c = Channel.make();
        Channel<Integer> d = Channel.make();
        Channel<Integer> e = Channel.make();
        List<Integer> chosen = new ArrayList<>();
        Thread a = g.go(() -> {
            chosen.add(select(receive(c), receive(c), receive(d)));
            e.send(9);
        });
        awaitParked(a, "select");
        Outcome<Integer> b = Outcome.start(g, true, c::receive).awaitParked("chan receive");
        d.send(7);
        assertThat(e.receive()).isEqualTo(9);
        assertThat(chosen).containsExactly(2);
        c.send(8);
        assertThat(b.value()).isEqualTo(8);
    }

    private static Channel<Integer> full(int capacity) throws InterruptedException {
        Channel<Integer> c = Channel.make(capacity);
        for (int i = 0; i < capacity; i++) {
            c.send(i);
        }
        return c;
    }
}
