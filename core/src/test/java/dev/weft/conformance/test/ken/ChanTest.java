package dev.weft.conformance.test.ken;

import static dev.weft.Go.gosched;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import dev.weft.SelectCase;
import dev.weft.SendCase;
import dev.weft.support.Goroutines;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Storms of sends, receives, and selects with eight cases, in all combinations of partners. Every value arrives once,
 * in order, and on the channel on which it was sent.
 */
@ParameterizedClass(name = "capacity {0}")
@ValueSource(ints = {0, 1, 10, 100})
@DisplayName("test/ken/chan.go")
class ChanTest {
    /** How many values go over each line. */
    private static final int VALUES = 80;

    @Parameter
    int capacity;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Random seeds = new Random(31);
    private final List<Line> lines = new ArrayList<>();

    @Test
    @DisplayName("chan: send to receive")
    void sendersMeetReceivers() {
        List<Line> l = lines(4);
        l.forEach(this::sender);
        l.forEach(this::receiver);
        awaitAll();
    }

    @Test
    @DisplayName("chan: send to select")
    void sendersMeetASelect() {
        List<Line> l = lines(4);
        l.forEach(this::sender);
        selector(l, lines(0));
        awaitAll();
    }

    @Test
    @DisplayName("chan: select to receive")
    void aSelectMeetsReceivers() {
        List<Line> l = lines(4);
        l.forEach(this::receiver);
        selector(lines(0), l);
        awaitAll();
    }

    @Test
    @DisplayName("chan: select to select")
    void aSelectMeetsASelect() {
        List<Line> l = lines(4);
        selector(lines(0), l);
        selector(l, lines(0));
        awaitAll();
    }

    @Test
    @DisplayName("chan: select to select, both ways")
    void twoSelectsMeetBothWays() {
        List<Line> there = lines(4);
        List<Line> back = lines(4);
        selector(back, there);
        selector(there, back);
        awaitAll();
    }

    @Test
    @DisplayName("chan: send to select to select to receive")
    void twoSelectsStandBetweenSendersAndReceivers() {
        List<Line> first = lines(4);
        List<Line> middle = lines(4);
        List<Line> last = lines(4);
        first.forEach(this::sender);
        last.forEach(this::receiver);
        selector(first, middle);
        selector(middle, last);
        awaitAll();
    }

    private List<Line> lines(int count) {
        List<Line> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Line line = new Line(Channel.make(capacity), 1_000 * lines.size());
            made.add(line);
            lines.add(line);
        }
        return made;
    }

    private void sender(Line line) {
        Random random = new Random(seeds.nextLong());
        g.go(() -> {
            while (line.hasMoreToSend()) {
                letOthersRun(random, 10);
                line.channel.send(line.toSend());
                line.sent();
            }
        });
    }

    private void receiver(Line line) {
        Random random = new Random(seeds.nextLong());
        g.go(() -> {
            while (line.hasMoreToReceive()) {
                letOthersRun(random, 10);
                line.received(line.channel.receive());
            }
        });
    }

    /** Receives from up to four lines and sends to up to four; the other cases, and those that are done, are nil. */
    private void selector(List<Line> in, List<Line> out) {
        Random random = new Random(seeds.nextLong());
        List<ReceiveCase<Integer>> receives = new ArrayList<>();
        List<SendCase<Integer>> sends = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            receives.add(receive(in.isEmpty() ? null : in.get(i).channel));
            sends.add(out.isEmpty() ? send(null, null) : send(out.get(i).channel, out.get(i).toSend()));
        }
        List<SelectCase> all = new ArrayList<>(receives);
        all.addAll(sends);
        SelectCase[] cases = all.toArray(new SelectCase[0]);
        g.go(() -> {
            for (int open = in.size() + out.size(); open > 0;) {
                letOthersRun(random, 5);
                int i = select(cases);
                if (i < 4) {
                    Line line = in.get(i);
                    line.received(receives.get(i).value());
                    if (!line.hasMoreToReceive()) {
                        receives.get(i).channel(null);
                        open--;
                    }
                } else {
                    Line line = out.get(i - 4);
                    line.sent();
                    if (line.hasMoreToSend()) {
                        sends.get(i - 4).value(line.toSend());
                    } else {
                        sends.get(i - 4).channel(null);
                        open--;
                    }
                }
            }
        });
    }

    private void awaitAll() {
        g.joinAll();
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.sent).isEqualTo(VALUES);
            assertThat(line.received).isEqualTo(VALUES);
            assertThat(line.channel.len()).isZero();
        });
    }

    private static void letOthersRun(Random random, int bound) {
        for (int i = random.nextInt(bound); i >= 0; i--) {
            gosched();
        }
    }

    /** A channel with one sender and one receiver; its values occur on no other. */
    private static final class Line {
        final Channel<Integer> channel;
        private final int first;
        private int sent; // used by the sender only
        private int received; // used by the receiver only

        Line(Channel<Integer> channel, int first) {
            this.channel = channel;
            this.first = first;
        }

        int toSend() {
            return first + sent;
        }

        void sent() {
            sent++;
        }

        boolean hasMoreToSend() {
            return sent < VALUES;
        }

        void received(Integer value) {
            assertThat(value).isEqualTo(first + received);
            received++;
        }

        boolean hasMoreToReceive() {
            return received < VALUES;
        }
    }
}
