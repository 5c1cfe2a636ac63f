package dev.weft.stress.bubble;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** What a goroutine does before it ends is visible after the await of another one. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "Seen.")
@Outcome(expect = FORBIDDEN, desc = "Await returned too early, or without order; or it does not return.")
@State
public class AwaitAgainstEnd {
    private final OpenBubble bubble = new OpenBubble(2);
    private final Side other = new Side();
    private final Side waiter = new Side();
    private int x;

    @Actor
    public void ends() {
        other.run(() -> bubble.first(() -> {
            x = 1;
            return 0;
        }));
    }

    @Actor
    public void awaits() {
        waiter.run(() -> bubble.second(() -> {
            bubble.bubble().awaitAll();
            return x;
        }));
    }

    @Arbiter
    public void result(I_Result r) {
        other.found();
        r.r1 = waiter.found();
        bubble.close();
    }
}
