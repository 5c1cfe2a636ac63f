package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {
    private final Processor p = new Processor(0);

    @Test
    void whatIsReadiedLastRunsFirst() {
        List<Runnable> tasks = RunQueueTest.tasks(3);
        tasks.forEach(p::runNext);
        assertThat(p.poll()).isSameAs(tasks.get(2));
        assertThat(p.poll()).isSameAs(tasks.get(0));
        assertThat(p.poll()).isSameAs(tasks.get(1));
        assertThat(p.poll()).isNull();
        assertThat(p.hasWork()).isFalse();
    }

    @Test
    void aChainLetsTheQueueHaveItsTurn() {
        Runnable waiting = RunQueueTest.task();
        p.push(waiting);
        for (int i = 0; i < Processor.LONGEST_CHAIN; i++) {
            Runnable r = RunQueueTest.task();
            p.runNext(r);
            assertThat(p.poll()).isSameAs(r);
        }
        Runnable last = RunQueueTest.task();
        p.runNext(last);
        assertThat(p.poll()).isSameAs(waiting);
        assertThat(p.poll()).isSameAs(last);
    }

    @Test
    void aChainBesideAnEmptyQueueGoesOn() {
        for (int i = 0; i < 10 * Processor.LONGEST_CHAIN; i++) {
            Runnable r = RunQueueTest.task();
            p.runNext(r);
            assertThat(p.poll()).isSameAs(r);
        }
        Runnable waiting = RunQueueTest.task();
        p.push(waiting);
        Runnable next = RunQueueTest.task();
        p.runNext(next);
        assertThat(p.poll()).as("a new chain").isSameAs(next);
    }

    @Test
    void theMonitorMayLetTheQueueGoFirst() {
        Runnable waiting = RunQueueTest.task();
        Runnable next = RunQueueTest.task();
        p.push(waiting);
        p.runNext(next);
        p.letQueueGoFirst();
        assertThat(p.queueGoesFirst()).isTrue();
        assertThat(p.queueGoesFirst()).as("once").isFalse();
        assertThat(p.poll()).isSameAs(waiting);
        assertThat(p.poll()).isSameAs(next);
    }

    @Test
    void whatIsNextCanBeTaken() {
        Runnable r = RunQueueTest.task();
        p.runNext(r);
        assertThat(p.hasNext()).isTrue();
        assertThat(p.takeNext()).isSameAs(r);
        assertThat(p.takeNext()).isNull();
        assertThat(p.poll()).isNull();
    }

    @Test
    void itsBacklogIsWhatWaitsThereAtThePresentPace() {
        assertThat(p.backlogNanos()).isZero();
        p.setNanosPerTurn(150);
        p.push(RunQueueTest.task());
        assertThat(p.queueNanos()).isEqualTo(150);
        p.runNext(RunQueueTest.task());
        assertThat(p.queueNanos()).isEqualTo(150);
        assertThat(p.backlogNanos()).isEqualTo(300);
        p.forgetPace();
        assertThat(p.backlogNanos()).isGreaterThan(GoScheduler.BEHIND_NANOS);
    }
}
