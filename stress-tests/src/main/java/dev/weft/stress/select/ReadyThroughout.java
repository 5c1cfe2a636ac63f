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
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A select judges its channels at one instant: where one of them is ready at any time, default is never chosen.
 */
@JCStressTest
@Outcome(id = {"0", "1"}, expect = ACCEPTABLE, desc = "It found the one that was ready.")
@Outcome(expect = FORBIDDEN, desc = "It looked into one before, and into the other after the element had moved.")
@State
public class ReadyThroughout {
    private final Channel<Integer> a = Channel.make(1);
    private final Channel<Integer> b = Channel.make(1);
    private final Side mover = new Side();
    private final Side selector = new Side();

    {
        a.trySend(1);
    }

    @Actor
    public void moves() {
        mover.run(() -> {
            b.trySend(1);
            a.tryReceive();
            return 0;
        });
    }

    @Actor
    public void selects() {
        selector.run(() -> trySelect(receive(a), receive(b)));
    }

    @Arbiter
    public void result(I_Result r) {
        mover.found();
        r.r1 = selector.found();
    }
}
