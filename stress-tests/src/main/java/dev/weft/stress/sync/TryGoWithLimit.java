package dev.weft.stress.sync;

import static dev.weft.stress.Side.value;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.stress.Side;
import dev.weft.sync.ErrGroup;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * With a limit of one, of two calls of tryGo one starts its task, which sees what came before. When the task has ended,
 * the place is free.
 */
@JCStressTest
@Outcome(id = {"1, 0, 11", "0, 1, 11"}, expect = ACCEPTABLE, desc = "One was started, and another afterwards.")
@Outcome(expect = FORBIDDEN, desc = "Neither or both, or a write was not seen, or the place was lost.")
@State
public class TryGoWithLimit {
    private final ErrGroup group = new ErrGroup();
    private final Channel<Integer> gate = Channel.make();
    private final Channel<Integer> seen = Channel.make(2);
    private final Side one = new Side();
    private final Side two = new Side();
    private final Side last = new Side();
    private int a;
    private int b;

    {
        group.setLimit(1);
    }

    @Actor
    public void one() {
        one.run(() -> {
            a = 1;
            return group.tryGo(() -> work(a)) ? 1 : 0;
        });
    }

    @Actor
    public void two() {
        two.run(() -> {
            b = 1;
            return group.tryGo(() -> work(b)) ? 1 : 0;
        });
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
        last.run(() -> {
            gate.close();
            group.awaitOrThrow();
            return 10 * value(seen.tryReceive()) + (group.tryGo(() -> work(0)) ? 1 : 0);
        });
        r.r3 = last.found();
    }

    private void work(int found) throws InterruptedException {
        seen.trySend(found);
        gate.receive();
    }
}
