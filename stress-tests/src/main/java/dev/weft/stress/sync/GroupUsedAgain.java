package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.stress.Side;
import dev.weft.sync.WaitGroup;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A group may be reused when all its awaits have returned: the second await waits for the second done. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Each await saw what came before its done.")
@Outcome(expect = FORBIDDEN, desc = "One of them returned too early.")
@State
public class GroupUsedAgain {
    private final WaitGroup group = new WaitGroup();
    private final Channel<Unit> again = Channel.make(1);
    private final Side worker = new Side();
    private final Side waiter = new Side();
    private int a;
    private int b;
    private int seen;

    {
        group.add(1);
    }

    @Actor
    public void work() {
        worker.run(() -> {
            a = 1;
            group.done();
            again.receive();
            b = 1;
            group.done();
            return 0;
        });
    }

    @Actor
    public void await() {
        waiter.run(() -> {
            group.await();
            int first = a;
            group.add(1);
            again.send(Unit.UNIT);
            group.await();
            seen = b;
            return first;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        worker.found();
        r.r1 = waiter.found();
        r.r2 = seen;
    }
}
