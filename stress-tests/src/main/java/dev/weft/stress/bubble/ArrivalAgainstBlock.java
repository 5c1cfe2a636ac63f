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
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A goroutine starts a thread of an executor, which is expected in the bubble, and ends, while another one goes to sleep: no
 * time passes until the thread has arrived, and run.
 */
@JCStressTest
@Outcome(id = "0, 5", expect = ACCEPTABLE, desc = "It ran at once; the other one has slept.")
@Outcome(expect = FORBIDDEN, desc = "The clock moved before the thread arrived, or has not moved.")
@State
public class ArrivalAgainstBlock {
    private final OpenBubble bubble = new OpenBubble(2);
    private final Thread thread = Go.threadFactory().newThread(this::arrive);
    private final Meeting meeting = new Meeting();
    private final Side starter = new Side();
    private final Side sleeper = new Side();

    /** When the thread ran. Plain: it ends before the clock moves. */
    private int ranAt = -1;

    private int seen;

    {
        bubble.bubble().expect(thread);
    }

    private void arrive() {
        if (bubble.bubble().arrive()) {
            ranAt = bubble.time();
            bubble.bubble().leave(thread);
        }
    }

    @Actor
    public void starts() {
        starter.run(() -> bubble.first(() -> {
            meeting.await();
            thread.start();
            return 0;
        }));
    }

    @Actor
    public void sleeps() {
        sleeper.run(() -> bubble.second(() -> {
            meeting.await();
            Go.sleep(Duration.ofNanos(5));
            seen = ranAt;
            return bubble.time();
        }));
    }

    @Arbiter
    public void result(II_Result r) {
        starter.found();
        r.r2 = sleeper.found();
        r.r1 = seen;
        bubble.close();
    }
}
