package dev.weft.stress.channel;

import static dev.weft.Go.unchecked;
import static dev.weft.stress.Side.value;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** The element of a waiting sender goes to one of two receivers. */
@JCStressTest
@Outcome(id = {"1, 0, 0", "0, 1, 0"}, expect = ACCEPTABLE, desc = "One got it.")
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE_INTERESTING,
        desc = "Both came before the sender; its element is there for the next one.")
@Outcome(expect = FORBIDDEN, desc = "Both, or neither.")
@State
public class TwoTakersOfOneSender {
    private final Channel<Integer> channel = Channel.make();
    private final Side sender = new Side().go(() -> {
        channel.send(1);
        return 1;
    });
    private final Side one = new Side();
    private final Side two = new Side();

    @Actor
    public void one() {
        one.run(() -> value(channel.tryReceive()));
    }

    @Actor
    public void two() {
        two.run(() -> value(channel.tryReceive()));
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
        r.r3 = value(r.r1 + r.r2 == 0 ? unchecked(() -> channel.tryReceive(Side.LONG)) : channel.tryReceive());
        sender.found();
    }
}
