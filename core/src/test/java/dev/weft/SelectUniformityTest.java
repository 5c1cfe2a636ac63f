package dev.weft;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static dev.weft.SelectCleanupTest.isQueued;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.Goroutines;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The choice is uniform among the ready cases. Each test counts how often each case is chosen and compares the counts
 * with a uniform distribution by Pearson's chi-square test; a uniform choice exceeds the bounds less than once in 10^9
 * runs.
 */
class SelectUniformityTest {
    private static final int PER_CASE = 10_000;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    void twoReadyCases() throws InterruptedException {
        assertUniform(closed(), closed());
    }

    @Test
    void threeReadyCases() throws InterruptedException {
        assertUniform(closed(), closed(), closed());
    }

    @Test
    void eightReadyCases() throws InterruptedException {
        assertUniform(closed(), closed(), closed(), closed(), closed(), closed(), closed(), closed());
    }

    /** The choice is among the cases, not the channels: in {a, a, b} each is chosen 1/3 of the time. */
    @Test
    void theSameChannelInTwoCasesCountsTwice() throws InterruptedException {
        Channel<Integer> a = closedChannel();
        assertUniform(receive(a), receive(a), closed());
        assertUniform(receive(a), closed(), receive(a));
    }

    /** The returned index is that of either place. */
    @Test
    void theSameCaseObjectInTwoPlacesCountsTwice() throws InterruptedException {
        SelectCase a = closed();
        int[] counts = new int[3];
        for (int i = 0; i < 3 * PER_CASE; i++) {
            int index = select(a, closed(), a);
            counts[index]++;
        }
        // Either place of `a` is a fair index for it; together they are chosen 2/3 of the time.
        assertUniform(counts);
    }

    @Test
    void casesThatAreNotReadyDoNotCount() throws InterruptedException {
        SelectCase idle = receive(Channel.make());
        SelectCase nil = receive((Channel<Integer>) null);
        SelectCase[] cases = {idle, closed(), nil, closed(), null, closed(), idle};
        int[] counts = new int[cases.length];
        for (int i = 0; i < 3 * PER_CASE; i++) {
            counts[select(cases)]++;
        }
        assertUniform(counts[1], counts[3], counts[5]);
    }

    @Test
    void sendsAndReceivesAreEqual() throws InterruptedException {
        Channel<Integer> full = Channel.make(1);
        Channel<Integer> free = Channel.make(1);
        Channel<Integer> both = Channel.make(2);
        full.send(0);
        both.send(0);
        ReceiveCase<Integer> r = receive(full);
        SendCase<Integer> s = send(free, 0);
        ReceiveCase<Integer> r2 = receive(both);
        SendCase<Integer> s2 = send(both, 0);
        int[] counts = new int[4];
        for (int i = 0; i < 4 * PER_CASE; i++) {
            int index = select(r, s, r2, s2);
            counts[index]++;
            switch (index) { // makes the same four ready again
                case 0 -> full.send(0);
                case 1 -> free.receive();
                case 2 -> both.send(0);
                default -> both.receive();
            }
        }
        assertUniform(counts);
    }

    /** The partners are waiting goroutines, on unbuffered channels. */
    @Test
    void partnersThatWaitAreEqual() throws InterruptedException {
        Channel<Integer> in = Channel.make();
        Channel<Integer> out = Channel.make();
        Channel<Unit> quit = Channel.make();
        Thread sender = g.go(() -> {
            while (select(send(in, 0), receive(quit)) == 0) {}
        });
        Thread receiver = g.platform(() -> {
            while (out.receive() != null) {}
        });
        int[] counts = new int[2];
        SelectCase[] cases = {receive(in), send(out, 0)};
        int rounds = 500;
        for (int i = 0; i < rounds; i++) {
            // Not awaitParked: a platform thread that was unparked still looks parked until it runs.
            awaitUntil(() -> isQueued(in) && isQueued(out));
            counts[select(cases)]++;
        }
        quit.close();
        out.close();
        assertUniform(counts);
    }

    /** When a partner comes, all cases on its channel become ready at once. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSameChannelInThreeCasesThatWaitIsChosenEquallyOften(boolean sending) {
        Channel<Integer> c = Channel.make();
        SelectCase[] cases = new SelectCase[4];
        for (int i = 0; i < 3; i++) {
            cases[i] = sending ? send(c, i) : receive(c);
        }
        cases[3] = receive(Channel.make());
        int[] counts = selectWhilePartnersCome(c, sending, cases);
        assertUniform(counts[0], counts[1], counts[2]);
    }

    @Test
    void theSameCaseObjectInTwoPlacesThatWaitsCountsTwice() {
        Channel<Integer> c = Channel.make();
        SelectCase a = receive(c);
        assertUniform(selectWhilePartnersCome(c, false, a, receive(c), a));
    }

    /** Counts how often each case is chosen by a select that waits on the channel before its partner comes. */
    private int[] selectWhilePartnersCome(Channel<Integer> c, boolean sending, SelectCase... cases) {
        int[] counts = new int[cases.length];
        int rounds = 3_000;
        g.go(() -> {
            for (int i = 0; i < rounds; i++) {
                counts[select(cases)]++;
            }
        });
        g.go(() -> {
            for (int i = 0; i < rounds; i++) {
                while (!isQueued(c)) {
                    Go.gosched();
                }
                if (sending) {
                    c.receive();
                } else {
                    c.send(i);
                }
            }
        });
        g.joinAll();
        return counts;
    }

    /** A send to a closed channel is as ready as any other case, and fails when it is chosen. */
    @Test
    void aSendToAClosedChannelCountsAsReady() throws InterruptedException {
        SelectCase bad = send(closedChannel(), 1);
        SelectCase good = closed();
        int[] counts = new int[2];
        for (int i = 0; i < 2 * PER_CASE; i++) {
            try {
                assertThat(select(bad, good)).isEqualTo(1);
                counts[1]++;
            } catch (ChannelClosedException e) {
                counts[0]++;
            }
        }
        assertUniform(counts);
    }

    @Test
    void trySelectChoosesUniformlyToo() {
        SelectCase[] cases = {closed(), closed(), closed()};
        int[] counts = new int[3];
        for (int i = 0; i < 3 * PER_CASE; i++) {
            counts[trySelect(cases)]++;
        }
        assertUniform(counts);
    }

    /** Channels are locked in an order of their own, which must not affect the choice. */
    @Test
    void theOrderInWhichChannelsWereMadeDoesNotMatter() throws InterruptedException {
        SelectCase[] cases = {closed(), closed(), closed()};
        select(cases);
        assertUniform(cases[2], cases[1], cases[0]);
    }

    private static void assertUniform(SelectCase... cases) throws InterruptedException {
        int[] counts = new int[cases.length];
        for (int i = 0; i < cases.length * PER_CASE; i++) {
            counts[select(cases)]++;
        }
        assertUniform(counts);
    }

    private static void assertUniform(int... counts) {
        assertThat(chiSquare(counts)).as(Arrays.toString(counts)).isLessThan(bound(counts.length));
    }

    private static double chiSquare(int... counts) {
        double expected = (double) Arrays.stream(counts).sum() / counts.length;
        return Arrays.stream(counts)
                .mapToDouble(n -> (n - expected) * (n - expected) / expected)
                .sum();
    }

    /** The quantile 1 - 10^-9 of the chi-square distribution with one degree of freedom less than cases, rounded up. */
    private static double bound(int cases) {
        return switch (cases) {
            case 2 -> 38;
            case 3 -> 42;
            case 4 -> 46;
            case 8 -> 60;
            default -> throw new IllegalArgumentException();
        };
    }

    private static SelectCase closed() {
        return receive(closedChannel());
    }

    private static Channel<Integer> closedChannel() {
        Channel<Integer> c = Channel.make();
        c.close();
        return c;
    }
}
