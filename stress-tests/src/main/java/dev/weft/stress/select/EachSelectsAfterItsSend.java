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
 * Two goroutines send, each to a channel of its own, and then try a select of one case on the other one: at least one
 * of them finds something. Looking without the lock would be faster, but then both could miss.
 */
@JCStressTest
@Outcome(id = {"1, 0", "0, 1", "1, 1"}, expect = ACCEPTABLE, desc = "One came first.")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Each looked before the other had sent.")
@Outcome(expect = FORBIDDEN, desc = "Impossible.")
@State
public class EachSelectsAfterItsSend {
    private final Channel<Integer> left = Channel.make(1);
    private final Channel<Integer> right = Channel.make(1);
    private final Side one = new Side();
    private final Side two = new Side();

    @Actor
    public void one() {
        one.run(() -> {
            left.trySend(1);
            return trySelect(receive(right)) + 1;
        });
    }

    @Actor
    public void two() {
        two.run(() -> {
            right.trySend(1);
            return trySelect(receive(left)) + 1;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
    }
}
