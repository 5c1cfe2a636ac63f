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

/**
 * A goroutine makes another one runnable while its processor is given to a spare carrier, which takes what is there and
 * then falls asleep.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The spare has run it.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "A carrier comes to it.")
@Outcome(expect = FORBIDDEN, desc = "It is lost, or nobody comes to it.")
@State
public class ReadyAgainstRetake {
    private final StillScheduler scheduler = StillScheduler.used(1);
    private final Meeting meeting = new Meeting();
    private final Side goroutine = new Side();
    private final Side others = new Side();

    @Actor
    public void readies() {
        goroutine.run(() -> {
            meeting.await();
            scheduler.readies(0, 1);
            return 0;
        });
    }

    @Actor
    public void isTaken() {
        others.run(() -> {
            meeting.await();
            scheduler.retakes(0);
            int taken = scheduler.takes(1);
            scheduler.becomesIdle(1);
            return taken;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        goroutine.found();
        r.r1 = others.found() + scheduler.forgotten().size() * 10;
        r.r2 = scheduler.drain().size();
        scheduler.free();
    }
}
