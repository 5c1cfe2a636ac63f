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
 * Two selects on the same two channels, in opposite order: they meet on one of them.
 */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "They met on the first one's first channel.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "They met on its second.")
@Outcome(expect = FORBIDDEN, desc = "The two disagree.")
@State
public class OppositeSelects {
    private final Channel<Integer> a = Channel.make();
    private final Channel<Integer> b = Channel.make();
    private final Side sender = new Side();
    private final Side receiver = new Side();

    @Actor
    public void sends() {
        sender.run(() -> select(send(a, 1), send(b, 2)));
    }

    @Actor
    public void receives() {
        receiver.run(() -> select(receive(b), receive(a)));
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = sender.found();
        r.r2 = receiver.found();
    }
}
