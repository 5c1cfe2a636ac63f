package dev.weft.conformance.test;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.support.Goroutines;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A losing select leaves the queue of a popular channel in constant time, however many others wait there.
 *
 * <p>The time itself is no verdict; the ratio of the time with many to that with few is one. Both run the same number
 * of selects, so both take about as long, and a busy machine slows them alike.
 */
@DisplayName("test/chanlinear.go")
class ChanlinearTest {
    private static final int MESSAGES = 10;
    private static final int FEW = 100;
    private static final int MANY = 10_000;

    /** Measured: up to 3, because so many goroutines do not fit into the caches; 30 with a queue that is searched. */
    private static final double TOO_MUCH = 12;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("chanlinear")
    void leavingAPopularChannelDoesNotTakeLonger() throws InterruptedException {
        nanos(FEW, MESSAGES * (MANY / FEW)); // compiles it
        long few = Long.MAX_VALUE;
        long many = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            few = Math.min(few, nanos(FEW, MESSAGES * (MANY / FEW)));
            many = Math.min(many, nanos(MANY, MESSAGES));
        }
        assertThat((double) many / few).as("%s ns with many, %s ns with few", many, few).isLessThan(TOO_MUCH);
    }

    /**
     * The time that it takes that many goroutines to wait in that many selects each, on their own and one shared
     * channel.
     */
    private long nanos(int goroutines, int messages) throws InterruptedException {
        Channel<Unit> popular = Channel.make();
        List<Channel<Unit>> own = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < goroutines; i++) {
            Channel<Unit> c = Channel.make();
            own.add(c);
            threads.add(g.go(() -> {
                var all = receive(popular);
                var mine = receive(c);
                for (int k = 0; k < messages; k++) {
                    select(all, mine);
                }
            }));
        }
        threads.forEach(t -> Goroutines.awaitParked(t, "select"));
        Random random = new Random(goroutines);
        long start = System.nanoTime();
        for (int k = 0; k < messages; k++) {
            Collections.shuffle(own, random); // so that it is not always the first or the last in the queue that leaves
            for (Channel<Unit> c : own) {
                c.send(Unit.UNIT);
            }
        }
        long end = System.nanoTime();
        g.joinAll();
        return end - start;
    }
}
