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
 * Two goroutines send, each to a channel of its own, and then look into the other one: at least one of them finds
 * something. If the lock were released without a fence and the look took no lock, both could miss.
 */
@JCStressTest
@Outcome(id = {"1, 0", "0, 1", "1, 1"}, expect = ACCEPTABLE, desc = "One came first.")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Each looked before the other had sent.")
@Outcome(expect = FORBIDDEN, desc = "Impossible.")
@State
public class EachLooksAfterItsSend {
    private final Channel<Integer> left = Channel.make(1);
    private final Channel<Integer> right = Channel.make(1);
    private final Side one = new Side();
    private final Side two = new Side();

    @Actor
    public void one() {
        one.run(() -> {
            left.trySend(1);
            return value(right.tryReceive());
        });
    }

    @Actor
    public void two() {
        two.run(() -> {
            right.trySend(1);
            return value(left.tryReceive());
        });
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
    }
}
