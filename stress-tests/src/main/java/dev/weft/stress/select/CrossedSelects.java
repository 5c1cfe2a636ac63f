package dev.weft.stress.select;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
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
 * Two selects, each of which may send where the other receives: they meet on one of the two channels.
 */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first sent.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The second sent.")
@Outcome(expect = FORBIDDEN, desc = "The two disagree.")
@State
public class CrossedSelects {
    private final Channel<Integer> a = Channel.make();
    private final Channel<Integer> b = Channel.make();
    private final Side one = new Side();
    private final Side two = new Side();

    @Actor
    public void one() {
        one.run(() -> select(send(a, 1), receive(b)));
    }

    @Actor
    public void two() {
        two.run(() -> select(send(b, 2), receive(a)));
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
    }
}
