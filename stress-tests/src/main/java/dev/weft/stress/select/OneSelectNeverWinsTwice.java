package dev.weft.stress.select;

import static dev.weft.Go.unchecked;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
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

/** When two senders meet a waiting select on two channels, exactly one of them delivers its element. */
@JCStressTest
@Outcome(id = {"0, 1, 0", "1, 0, 1"}, expect = ACCEPTABLE, desc = "One was faster.")
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE_INTERESTING,
        desc = "Both came before the select waited; a third met it.")
@Outcome(expect = FORBIDDEN, desc = "Both, or neither.")
@State
public class OneSelectNeverWinsTwice {
    private final Channel<Integer> a = Channel.make();
    private final Channel<Integer> b = Channel.make();
    private final Side selector = new Side().go(() -> select(receive(a), receive(b)));
    private final Side one = new Side();
    private final Side two = new Side();

    @Actor
    public void one() {
        one.run(() -> a.trySend(1) ? 1 : 0);
    }

    @Actor
    public void two() {
        two.run(() -> b.trySend(1) ? 1 : 0);
    }

    @Arbiter
    public void result(III_Result r) {
        r.r2 = one.found();
        r.r3 = two.found();
        if (r.r2 + r.r3 == 0) {
            unchecked(() -> a.trySend(1, Side.LONG));
        }
        r.r1 = selector.found();
    }
}
