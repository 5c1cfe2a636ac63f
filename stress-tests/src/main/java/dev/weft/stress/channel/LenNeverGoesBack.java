package dev.weft.stress.channel;

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

/** While elements only arrive, len never decreases. */
@JCStressTest
@Outcome(id = {"0, 0", "0, 1", "0, 2", "1, 1", "1, 2", "2, 2"}, expect = ACCEPTABLE,
        desc = "Each look finds as many as the last one, or more.")
@Outcome(expect = FORBIDDEN, desc = "An element came and went.")
@State
public class LenNeverGoesBack {
    private final Channel<Integer> channel = Channel.make(2);
    private final Side sender = new Side();
    private final Side observer = new Side();
    private int second;

    @Actor
    public void sends() {
        sender.run(() -> {
            channel.trySend(1);
            channel.trySend(2);
            return 0;
        });
    }

    @Actor
    public void look() {
        observer.run(() -> {
            int first = channel.len();
            second = channel.len();
            return first;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        sender.found();
        r.r1 = observer.found();
        r.r2 = second;
    }
}
