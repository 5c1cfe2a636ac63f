package dev.weft.stress.select;

import static dev.weft.Select.receive;
import static dev.weft.Select.trySelect;
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
 * One element goes to one of two selects.
 */
@JCStressTest
@Outcome(id = {"0, -1", "-1, 0"}, expect = ACCEPTABLE, desc = "One got it.")
@Outcome(expect = FORBIDDEN, desc = "Both, or neither.")
@State
public class TwoSelectsOneElement {
    private final Channel<Integer> channel = Channel.make(1);
    private final Channel<Integer> idle = Channel.make();
    private final Side one = new Side();
    private final Side two = new Side();

    {
        channel.trySend(1);
    }

    @Actor
    public void one() {
        one.run(() -> trySelect(receive(channel), receive(idle)));
    }

    @Actor
    public void two() {
        two.run(() -> trySelect(receive(channel), receive(idle)));
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
    }
}
