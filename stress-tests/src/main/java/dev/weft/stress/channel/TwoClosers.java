package dev.weft.stress.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.ChannelClosedException;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Of two closes of a channel, exactly one fails. */
@JCStressTest
@Outcome(id = {"1, 2", "2, 1"}, expect = ACCEPTABLE, desc = "One closed it, the other failed.")
@Outcome(expect = FORBIDDEN, desc = "Both, or neither.")
@State
public class TwoClosers {
    private final Channel<Integer> channel = Channel.make();
    private final Side one = new Side();
    private final Side two = new Side();

    @Actor
    public void one() {
        one.run(this::close);
    }

    @Actor
    public void two() {
        two.run(this::close);
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
    }

    private int close() {
        try {
            channel.close();
            return 1;
        } catch (ChannelClosedException e) {
            return 2;
        }
    }
}
