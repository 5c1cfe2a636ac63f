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

/** The monitor wants to give a processor to a spare carrier while its own carrier is being woken. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The processor stays with its carrier.")
@Outcome(expect = FORBIDDEN, desc = "It was taken: nobody ends the search that was begun for the carrier.")
@State
public class WakeAgainstRetake {
    private final StillScheduler scheduler = StillScheduler.used(1);
    private final Meeting meeting = new Meeting();
    private final Side submitter = new Side();
    private final Side monitor = new Side();

    {
        scheduler.becomesIdle(0);
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
    public void retakes() {
        monitor.run(() -> {
            meeting.await();
            return scheduler.retakes(0) ? 1 : 0;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        submitter.found();
        r.r1 = monitor.found();
        r.r2 = scheduler.carrierOf(0);
        scheduler.free();
    }
}
