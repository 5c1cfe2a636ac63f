package dev.weft.stress.bubble;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.internal.bubble.OpenVerdict;
import dev.weft.stress.Meeting;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A goroutine is woken from outside while a verdict is about to be carried out, because it was blocked. If it was woken before,
 * the verdict is void.
 */
@JCStressTest
@Outcome(id = {"1, 0", "0, 0"}, expect = ACCEPTABLE, desc = "It was woken first, and the verdict is void.")
@Outcome(id = "0, 1", expect = ACCEPTABLE_INTERESTING, desc = "It was woken too late.")
@Outcome(expect = FORBIDDEN, desc = "A deadlock, although the goroutine was known to run.")
@State
public class WakeAgainstVerdict {
    private final OpenBubble bubble = new OpenBubble(1);
    private final OpenVerdict verdict = new OpenVerdict(bubble.bubble());
    private final Meeting meeting = new Meeting();
    private final Side outsider = new Side();
    private final Side judge = new Side();
    private volatile int woken;
    private int seen;

    @Actor
    public void wakes() {
        outsider.run(() -> {
            meeting.await();
            verdict.wake();
            woken = 1;
            return 0;
        });
    }

    @Actor
    public void judges() {
        judge.run(() -> {
            meeting.await();
            seen = woken;
            return verdict.confirm() ? 1 : 0;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        outsider.found();
        r.r2 = judge.found();
        r.r1 = seen;
        bubble.close();
    }
}
