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
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Something is put into the global queue while a carrier searches, finds nothing, and falls asleep. Another one sleeps
 * already.
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "A carrier comes to it.")
@Outcome(expect = FORBIDDEN, desc = "All sleep.")
@State
public class SubmitAgainstEndOfSearch {
    private final StillScheduler scheduler = StillScheduler.used(2);
    private final Meeting meeting = new Meeting();
    private final Side submitter = new Side();
    private final Side searcher = new Side();

    {
        scheduler.becomesIdle(1);
        scheduler.beginsSearch(0);
    }

    @Actor
    public void submits() {
        submitter.run(() -> {
            meeting.await();
            scheduler.submits(1);
            return 0;
        });
    }

    @Actor
    public void givesUp() {
        searcher.run(() -> {
            meeting.await();
            scheduler.becomesIdle(0);
            return 0;
        });
    }

    @Arbiter
    public void result(I_Result r) {
        submitter.found();
        searcher.found();
        r.r1 = scheduler.forgotten().isEmpty() ? 1 : 0;
        scheduler.free();
    }
}
