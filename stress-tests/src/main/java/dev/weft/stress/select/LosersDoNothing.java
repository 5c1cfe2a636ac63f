package dev.weft.stress.select;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
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
import org.openjdk.jcstress.infra.results.III_Result;

/** When a select may receive from one channel or send to another, the other side sees only one of the two. */
@JCStressTest
@Outcome(id = {"0, 1, 0", "1, 0, 1"}, expect = ACCEPTABLE, desc = "One of the two happened.")
@Outcome(expect = FORBIDDEN, desc = "Both, or neither, or the two sides disagree.")
@State
public class LosersDoNothing {
    private final Channel<Integer> a = Channel.make();
    private final Channel<Integer> b = Channel.make();
    private final Side selector = new Side();
    private final Side partner = new Side();
    private int got;

    @Actor
    public void selects() {
        selector.run(() -> select(receive(a), send(b, 1)));
    }

    @Actor
    public void meets() {
        partner.run(() -> {
            boolean sent = a.trySend(1);
            got = value(b.tryReceive());
            if (!sent && got == 0) {
                a.send(1);
                got = value(b.tryReceive());
                return 1;
            }
            return sent ? 1 : 0;
        });
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = selector.found();
        r.r2 = partner.found();
        r.r3 = got;
    }
}
