package dev.weft.stress.bubble;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** What a goroutine does before it blocks is visible after the await of another one. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "Seen.")
@Outcome(expect = FORBIDDEN, desc = "Await returned too early, or without order.")
@State
public class AwaitAgainstBlock {
    private final OpenBubble bubble = new OpenBubble(2);
    private final Channel<Integer> channel = bubble.make(Channel::make);
    private final Side blocked = new Side();
    private final Side waiter = new Side();
    private int x;

    @Actor
    public void blocks() {
        blocked.run(() -> bubble.first(() -> {
            x = 1;
            return channel.receiveOr(0);
        }));
    }

    @Actor
    public void awaits() {
        waiter.run(() -> bubble.second(() -> {
            bubble.bubble().awaitAll();
            int seen = x;
            channel.send(1);
            return seen;
        }));
    }

    @Arbiter
    public void result(I_Result r) {
        blocked.found();
        r.r1 = waiter.found();
        bubble.close();
    }
}
