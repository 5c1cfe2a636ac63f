package dev.weft;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.Goroutines;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many selects on the same channels at once: exactly one case of each proceeds, and none blocks another. */
class SelectStressTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    /**
     * Go's TestSelectStress: four channels, of capacity 0, 0, 2 and 3; four plain senders, four plain receivers, a task
     * that sends to all in selects and one that receives from all, until each has done its part.
     */
    @Test
    void tenTasksOnFourChannels() {
        int n = 5_000;
        List<Channel<Integer>> c =
                List.of(Channel.make(), Channel.make(), Channel.make(2), Channel.make(3));
        for (int i = 0; i < 4; i++) {
            Channel<Integer> ch = c.get(i);
            g.go(() -> {
                for (int k = 0; k < n; k++) {
                    ch.send(0);
                }
            });
            g.go(() -> {
                for (int k = 0; k < n; k++) {
                    assertThat(ch.receive()).isZero();
                }
            });
        }
        g.go(() -> {
            int[] counts = new int[4];
            List<SendCase<Integer>> cases = new ArrayList<>();
            c.forEach(ch -> cases.add(send(ch, 0)));
            SelectCase[] array = cases.toArray(new SelectCase[0]);
            for (int k = 0; k < 4 * n; k++) {
                int i = select(array);
                if (++counts[i] == n) {
                    cases.get(i).channel(null);
                }
            }
            assertThat(counts).containsOnly(n);
        });
        g.platform(() -> {
            int[] counts = new int[4];
            List<ReceiveCase<Integer>> cases = new ArrayList<>();
            c.forEach(ch -> cases.add(receive(ch)));
            SelectCase[] array = cases.toArray(new SelectCase[0]);
            for (int k = 0; k < 4 * n; k++) {
                int i = select(array);
                if (++counts[i] == n) {
                    cases.get(i).channel(null);
                }
            }
            assertThat(counts).containsOnly(n);
        });
        g.joinAll();
        for (Channel<Integer> ch : c) {
            assertThat(ch.len()).isZero();
        }
    }

    /** Each task has the channels in a different order, which could deadlock, and only sums up what it has done. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void oppositeOrdersAndConservation(int capacity) {
        List<Channel<Integer>> channels = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            channels.add(Channel.make(capacity));
        }
        AtomicLong sent = new AtomicLong();
        AtomicLong received = new AtomicLong();
        Channel<Unit> quit = Channel.make();
        List<Thread> senders = new ArrayList<>();
        int tasks = 6;
        int rounds = 2_000;
        for (int t = 0; t < tasks; t++) {
            List<Channel<Integer>> order = new ArrayList<>(channels);
            Collections.rotate(order, t);
            if (t % 2 == 0) {
                Collections.reverse(order);
            }
            int me = t;
            senders.add(g.start(t % 3 > 0, () -> {
                SendCase<Integer>[] cases = sends(order);
                for (int k = 0; k < rounds; k++) {
                    int value = me * rounds + k + 1;
                    for (SendCase<Integer> s : cases) {
                        s.value(value);
                    }
                    int index = select(cases);
                    for (int i = 0; i < cases.length; i++) {
                        assertThat(cases[i].chosen()).isEqualTo(i == index);
                    }
                    sent.addAndGet(value);
                }
            }));
            g.start(t % 3 > 0, () -> {
                ReceiveCase<?>[] cases = new ReceiveCase<?>[order.size() + 1];
                for (int i = 0; i < order.size(); i++) {
                    cases[i] = receive(order.get(i));
                }
                cases[order.size()] = receive(quit);
                while (true) {
                    int index = select(cases);
                    for (int i = 0; i < cases.length; i++) {
                        assertThat(cases[i].chosen()).isEqualTo(i == index);
                        assertThat(cases[i].value() != null).isEqualTo(i == index && i < order.size());
                    }
                    if (index == order.size()) {
                        return;
                    }
                    received.addAndGet((Integer) cases[index].value());
                }
            });
        }
        senders.forEach(g::join);
        quit.close();
        g.joinAll();
        for (Channel<Integer> c : channels) {
            for (Integer left; (left = c.tryReceive()) != null;) {
                received.addAndGet(left);
            }
        }
        long n = (long) tasks * rounds;
        assertThat(sent.get()).isEqualTo(n * (n + 1) / 2);
        assertThat(received.get()).isEqualTo(sent.get());
    }

    /** Selects that only meet other selects, in both directions at once. */
    @Test
    void selectsMeetSelects() {
        Channel<Integer> a = Channel.make();
        Channel<Integer> b = Channel.make();
        AtomicLong balance = new AtomicLong();
        Channel<Unit> quit = Channel.make();
        List<Thread> leaders = new ArrayList<>();
        for (int t = 0; t < 6; t++) {
            boolean straight = t % 2 == 0;
            boolean leads = t < 2;
            Thread thread = g.start(t % 3 > 0, () -> {
                ReceiveCase<Integer> in = receive(straight ? a : b);
                SendCase<Integer> out = send(straight ? b : a, 0);
                ReceiveCase<Unit> end = receive(quit);
                for (int k = 1; leads ? k <= 3_000 : true; k++) {
                    switch (straight ? select(in, out.value(k), end) : 1 - select(out.value(k), in, end)) {
                        case 0 -> balance.addAndGet(-in.value());
                        case 1 -> balance.addAndGet(k);
                        default -> {
                            return;
                        }
                    }
                }
            });
            if (leads) {
                leaders.add(thread);
            }
        }
        leaders.forEach(g::join);
        quit.close();
        g.joinAll();
        assertThat(balance.get()).isZero();
        assertThat(trySelect(receive(a), receive(b), send(a, 1), send(b, 1))).isEqualTo(-1);
    }

    /** Two channels try to win the same select at the same moment: one value is taken, the other stays. */
    @Test
    void oneWinsNeverTwo() throws InterruptedException {
        int rounds = 3_000;
        for (int i = 0; i < rounds; i++) {
            Channel<Integer> a = Channel.make();
            Channel<Integer> b = Channel.make();
            ReceiveCase<Integer> ra = receive(a);
            ReceiveCase<Integer> rb = receive(b);
            Thread selecting = Go.go(() -> select(ra, rb));
            Channel<Integer> done = Channel.make(2);
            Thread sa = Go.go(() -> done.send(a.trySend(1, Goroutines.LONG) ? 1 : 0));
            Thread sb = Go.go(() -> done.send(b.trySend(2, Goroutines.LONG) ? 2 : 0));
            int first = done.receive();
            g.join(selecting);
            assertThat(ra.chosen() ? 1 : 2).isEqualTo(first);
            assertThat(ra.chosen()).isNotEqualTo(rb.chosen());
            assertThat(done.len()).isZero();
            // The losing value can still be received.
            assertThat((ra.chosen() ? b : a).receive()).isEqualTo(3 - first);
            g.join(sa);
            g.join(sb);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static SendCase<Integer>[] sends(List<Channel<Integer>> channels) {
        SendCase[] cases = new SendCase[channels.size()];
        for (int i = 0; i < cases.length; i++) {
            cases[i] = send(channels.get(i), 0);
        }
        return cases;
    }
}
