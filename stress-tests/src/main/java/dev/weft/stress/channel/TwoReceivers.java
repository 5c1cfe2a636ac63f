package dev.weft.stress.channel;

import static dev.weft.stress.Side.value;
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

/**
 * One element in the buffer goes to one of two receivers.
 */
@JCStressTest
@Outcome(id = {"1, 0", "0, 1"}, expect = ACCEPTABLE, desc = "One got it.")
@Outcome(expect = FORBIDDEN, desc = "Both, or neither.")
@State
public class TwoReceivers {
    private final Channel<Integer> channel = Channel.make(1);
    private final Side one = new Side();
    private final Side two = new Side();

    {
        channel.trySend(1);
    }

    @Actor
    public void one() {
        one.run(() -> value(channel.tryReceive()));
    }

    @Actor
    public void two() {
        two.run(() -> value(channel.tryReceive()));
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
    }
}
