package dev.weft.stress.bubble;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.internal.goroutine.OpenFactory;
import dev.weft.internal.goroutine.Program;
import dev.weft.internal.time.Clock;
import dev.weft.stress.Meeting;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The last goroutine of a bubble ends while a thread outside starts a thread that a goroutine has made for an executor. Either
 * that thread is a goroutine, and the program is not over before it has ended; or it is no longer expected, and runs outside.
 */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "It was started in time, and waited for.")
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "It came too late, and ran outside.")
@Outcome(expect = FORBIDDEN, desc = "The program was over while its goroutine ran, or waits for a thread that is none.")
@State
public class ArrivalAgainstEnd {
    private final OpenBubble bubble = new OpenBubble(1);
    private final Program program = bubble.bubble().program();
    private final Thread thread = OpenFactory.newThread(program, this::looks);
    private final Meeting meeting = new Meeting();
    private final Side last = new Side();
    private final Side outsider = new Side();
    private int inside;
    private int over;

    private void looks() {
        if (Clock.virtual() != null) {
            inside = 1;
            over = isOver();
        }
    }

    @Actor
    public void ends() {
        last.run(() -> bubble.first(() -> {
            meeting.await();
            program.forgo(1); // a goroutine leaves its program first, and then the bubble
            return 0;
        }));
    }

    @Actor
    public void starts() {
        outsider.run(() -> {
            meeting.await();
            thread.start();
            return 0;
        });
    }

    @Arbiter
    public void result(III_Result r) {
        last.found();
        outsider.found();
        Side.awaitUntil(() -> !thread.isAlive());
        r.r1 = inside;
        r.r2 = over;
        r.r3 = isOver();
        bubble.close();
    }

    private int isOver() {
        return program.over().drained() ? 1 : 0;
    }
}
