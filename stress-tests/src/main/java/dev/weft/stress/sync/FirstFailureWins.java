package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.context.Context;
import dev.weft.stress.Side;
import dev.weft.sync.ErrGroup;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * When two tasks of an ErrGroup fail, the first counts: it is the cause of the context for both, and what await
 * returns.
 */
@JCStressTest
@Outcome(id = {"1, 1, 1", "2, 2, 2"}, expect = ACCEPTABLE, desc = "One of the two, everywhere.")
@Outcome(expect = FORBIDDEN, desc = "The answers differ.")
@State
public class FirstFailureWins {
    private static final Exception ONE = new Exception("one");
    private static final Exception TWO = new Exception("two");

    private final ErrGroup group = ErrGroup.withContext(Context.background());
    private final Side one = new Side();
    private final Side two = new Side();
    private final Side last = new Side();

    @Actor
    public void one() {
        one.run(() -> fail(ONE));
    }

    @Actor
    public void two() {
        two.run(() -> fail(TWO));
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
        last.run(() -> number(group.await()));
        r.r3 = last.found();
    }

    private int fail(Exception failure) throws InterruptedException {
        group.go(() -> {
            throw failure;
        });
        group.context().done().receive();
        return number(group.context().cause());
    }

    private static int number(Exception failure) {
        return failure == ONE ? 1 : failure == TWO ? 2 : 3;
    }
}
