package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * In which order a carrier runs goroutines. The carrier is never started, the test takes its turns; so no clock and no
 * monitor changes the order.
 */
class TurnsTest {
    private static final int GLOBAL_INTERVAL = 61;

    private final GoScheduler s = new GoScheduler(1);
    private final Processor p = s.processors[0];
    private final Carrier c = new Carrier(s, p, "never started");
    private final List<String> order = new ArrayList<>();

    /** As if it ran. */
    @BeforeEach
    void begin() throws Exception {
        Still.keepStill(s.monitor);
        s.idle.remove(p);
        p.setCarrier(c);
        p.setNanosPerTurn(100);
    }

    private void turns(int n) {
        for (int i = 0; i < n; i++) {
            c.turn();
        }
    }

    private Runnable named(String name) {
        return () -> order.add(name);
    }

    /** Does what the JDK does when a goroutine yields: it is made runnable while its carrier still runs it. */
    private final class Yields implements Runnable {
        private final Runnable before;

        Yields(Runnable before) {
            this.before = before;
        }

        @Override
        public void run() {
            before.run();
            s.ready(c, p, this);
        }
    }

    /** As one of a pair: the two hand over to each other for ever. */
    private final class HandsOver implements Runnable {
        private HandsOver partner = this;

        @Override
        public void run() {
            order.add("pair");
            s.ready(c, p, partner);
        }
    }

    private void startPair() {
        HandsOver one = new HandsOver();
        HandsOver other = new HandsOver();
        one.partner = other;
        other.partner = one;
        p.runNext(one);
    }

    @Test
    void whatYieldsGoesLast() {
        p.push(new Yields(() -> {
            order.add("yields");
            if (order.size() == 1) {
                s.ready(c, p, named("next"));
            }
        }));
        p.push(named("queued"));
        turns(4);
        assertThat(order).containsExactly("yields", "next", "queued", "yields");
    }

    @Test
    void theGlobalQueueHasItsTurnBesideAPair() {
        startPair();
        turns(GLOBAL_INTERVAL + 2);
        s.submit(named("from outside"));
        turns(GLOBAL_INTERVAL);
        assertThat(order.subList(GLOBAL_INTERVAL + 2, order.size())).containsOnlyOnce("from outside");
    }

    @Test
    void theGlobalQueueHasItsTurnBesideThoseThatYield() {
        for (int i = 0; i < 1_000; i++) {
            p.push(new Yields(named("yields")));
        }
        s.submit(named("first"));
        s.submit(named("second"));
        turns(2 * GLOBAL_INTERVAL);
        assertThat(order).containsOnlyOnce("first", "second");
        assertThat(order.indexOf("first")).isLessThan(order.indexOf("second"));
    }

    @Test
    void theGlobalQueueHasItsTurnAtOnceIfTheMonitorSaysSo() {
        startPair();
        p.push(named("queued"));
        turns(2);
        s.submit(named("from outside"));
        p.letQueueGoFirst();
        turns(3);
        assertThat(order).containsExactly("pair", "pair", "from outside", "queued", "pair");
    }

    @Test
    void aPairLetsTheQueueHaveItsTurn() {
        startPair();
        p.push(named("queued"));
        turns(Processor.LONGEST_CHAIN + 1);
        assertThat(order).last().isEqualTo("queued");
    }

    /** The monitor has given it to another carrier, which sleeps already. */
    private void loseProcessor() {
        c.setProcessor(null);
        p.setCarrier(new Carrier(s, p, "never started either"));
        s.idle.add(p);
    }

    private void checkTheOtherOneIsWokenFor(Runnable r) {
        assertThat(p.hasWork()).isFalse();
        assertThat(p.isIdle()).as("its carrier sleeps").isFalse();
        assertThat(s.global.pop()).isSameAs(r);
        assertThat(s.global.pop()).as("once").isNull();
    }

    @Test
    void whatIsMadeRunnableOnALostProcessorIsNotLeftThere() {
        Runnable r = named("made runnable");
        loseProcessor();
        s.ready(c, p, r);
        checkTheOtherOneIsWokenFor(r);
    }

    @Test
    void whatYieldsOnALostProcessorIsNotLeftThere() {
        Runnable r = new Yields(this::loseProcessor);
        p.push(r);
        turns(1);
        checkTheOtherOneIsWokenFor(r);
    }

    /** What was there, too: it is displaced to the queue, and the carrier that sleeps is woken. */
    @Test
    void whatIsDisplacedOnALostProcessorIsNotLeftThere() {
        Runnable first = named("first");
        Runnable second = named("second");
        p.runNext(first);
        loseProcessor();
        s.ready(c, p, second);
        assertThat(p.isIdle()).as("its carrier sleeps").isFalse();
        assertThat(s.global.pop()).isSameAs(second);
        assertThat(p.poll()).isSameAs(first);
        assertThat(p.poll()).isNull();
    }
}
