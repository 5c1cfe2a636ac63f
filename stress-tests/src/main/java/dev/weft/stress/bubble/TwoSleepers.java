package dev.weft.stress.bubble;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Go;
import dev.weft.stress.Meeting;
import dev.weft.stress.Side;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two goroutines go to sleep at the same time. The last of them moves the clock, to where the first one wakes; when that one
 * ends, the clock moves once more.
 */
@JCStressTest
@Outcome(id = "5, 7, 2", expect = ACCEPTABLE, desc = "Both have slept as long as they were told, in two steps.")
@Outcome(expect = FORBIDDEN, desc = "They have not, or the clock has moved too often; or nobody moves it.")
@State
public class TwoSleepers {
    private final OpenBubble bubble = new OpenBubble(2);
    private final Meeting meeting = new Meeting();
    private final Side a = new Side();
    private final Side b = new Side();

    @Actor
    public void one() {
        a.run(() -> bubble.first(() -> {
            meeting.await();
            Go.sleep(Duration.ofNanos(5));
            return bubble.time();
        }));
    }

    @Actor
    public void two() {
        b.run(() -> bubble.second(() -> {
            meeting.await();
            Go.sleep(Duration.ofNanos(7));
            return bubble.time();
        }));
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = a.found();
        r.r2 = b.found();
        r.r3 = (int) bubble.bubble().decisions();
        bubble.close();
    }
}
