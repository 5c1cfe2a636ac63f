package dev.weft.stress.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.internal.scheduler.StillScheduler;
import dev.weft.stress.Meeting;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Something is put into the global queue while the only carrier falls asleep. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The carrier is woken.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "It finds it, and stays awake.")
@Outcome(expect = FORBIDDEN, desc = "It sleeps, and nobody wakes it.")
@State
public class SubmitAgainstSleep {
    private final StillScheduler scheduler = StillScheduler.used(1);
    private final Meeting meeting = new Meeting();
    private final Side submitter = new Side();
    private final Side carrier = new Side();

    @Actor
    public void submits() {
        submitter.run(() -> {
            meeting.await();
            scheduler.submits(1);
            return 0;
        });
    }

    @Actor
    public void sleeps() {
        carrier.run(() -> {
            meeting.await();
            return scheduler.becomesIdle(0) ? 0 : 1;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        submitter.found();
        r.r1 = scheduler.wakes();
        r.r2 = carrier.found();
        scheduler.free();
    }
}
