package dev.weft.stress.observe;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.internal.goroutine.OpenRecord;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A goroutine ends while an observer lets go of it and takes it back. Then its record must not keep the thread, which
 * refers to the goroutines that share its executor.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The record keeps nothing.")
@Outcome(expect = FORBIDDEN, desc = "The record keeps the thread, or says that the goroutine is lost.")
@State
public class LetGoAgainstEnd {
    private final OpenRecord goroutine = new OpenRecord(Thread.currentThread());
    private final Side ends = new Side();
    private final Side observer = new Side();

    @Actor
    public void ends() {
        ends.run(() -> {
            goroutine.ends();
            return 0;
        });
    }

    @Actor
    public void looks() {
        observer.run(() -> {
            goroutine.letGo();
            boolean lost = goroutine.isLost();
            goroutine.takeBack();
            return lost || goroutine.isLost() ? 1 : 0;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        ends.found();
        r.r2 = observer.found();
        r.r1 = goroutine.thread() == null ? 0 : 1;
    }
}
