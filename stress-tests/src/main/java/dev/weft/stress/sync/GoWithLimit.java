package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.ErrGroup;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** With a limit of one, the tasks run one after the other: the second sees what the first has written. */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "One after the other.")
@Outcome(expect = FORBIDDEN, desc = "Both at once.")
@State
public class GoWithLimit {
    private final ErrGroup group = new ErrGroup();
    private final Side one = new Side();
    private final Side two = new Side();
    private final Side last = new Side();
    private int counter;

    {
        group.setLimit(1);
    }

    @Actor
    public void one() {
        one.run(this::start);
    }

    @Actor
    public void two() {
        two.run(this::start);
    }

    @Arbiter
    public void result(I_Result r) {
        one.found();
        two.found();
        last.run(() -> {
            group.awaitOrThrow();
            return counter;
        });
        r.r1 = last.found();
    }

    private int start() {
        group.go(() -> {
            int before = counter;
            Thread.yield();
            counter = before + 1;
        });
        return 0;
    }
}
