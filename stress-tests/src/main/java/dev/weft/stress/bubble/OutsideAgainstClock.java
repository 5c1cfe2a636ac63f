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
import org.openjdk.jcstress.infra.results.II_Result;

/** A goroutine waits for something from outside, while something is due in its bubble: until it comes, the clock stands still. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Received, and no time has passed.")
@Outcome(expect = FORBIDDEN, desc = "The clock moved while the goroutine waited for something from outside.")
@State
public class OutsideAgainstClock {
    private final OpenBubble bubble = new OpenBubble(1);
    private final Channel<Integer> channel = Channel.make();
    private final Side receiver = new Side();
    private final Side outsider = new Side();
    private int time;

    {
        bubble.bubble().at(10, () -> {});
    }

    @Actor
    public void receives() {
        receiver.run(() -> bubble.first(() -> {
            int received = channel.receiveOr(0);
            time = bubble.time();
            return received;
        }));
    }

    @Actor
    public void sends() {
        outsider.run(() -> {
            channel.send(1);
            return 0;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        outsider.found();
        r.r1 = receiver.found();
        r.r2 = time;
        bubble.close();
    }
}
