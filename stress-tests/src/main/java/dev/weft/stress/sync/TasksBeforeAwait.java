package dev.weft.stress.sync;

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
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * What the tasks of an ErrGroup have done happens before every await returns; starting them happens before they run.
 */
@JCStressTest
@Outcome(id = "3, 3", expect = ACCEPTABLE, desc = "Both see everything.")
@Outcome(expect = FORBIDDEN, desc = "A write was not seen.")
@State
public class TasksBeforeAwait {
    private final ErrGroup group = new ErrGroup();
    private final Channel<Integer> gate = Channel.make();
    private final Side one = new Side();
    private final Side two = new Side();
    private int before;
    private int a;
    private int b;

    {
        before = 1;
        group.go(() -> {
            gate.receive();
            a = before;
        });
        group.go(() -> {
            gate.receive();
            b = before + 1;
        });
    }

    @Actor
    public void one() {
        one.run(() -> {
            gate.close();
            return await();
        });
    }

    @Actor
    public void two() {
        two.run(this::await);
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
    }

    private int await() throws Exception {
        group.awaitOrThrow();
        return a + b;
    }
}
