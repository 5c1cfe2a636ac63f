package dev.weft.stress.context;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Contexts leave their parent while others join it: the parent forgets none of those that stay. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "All that stayed were done with the parent.")
@Outcome(expect = FORBIDDEN, desc = "One was forgotten.")
@State
public class SiblingsComeAndGo {
    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final Context stays = Context.withCancel(ctx);
    private final CancelableContext a = Context.withCancel(ctx);
    private final CancelableContext b = Context.withCancel(ctx);
    private final Side one = new Side();
    private final Side two = new Side();
    private Context c;
    private Context d;

    @Actor
    public void one() {
        one.run(() -> {
            a.cancel();
            c = Context.withCancel(ctx);
            return 0;
        });
    }

    @Actor
    public void two() {
        two.run(() -> {
            b.cancel();
            d = Context.withCancel(ctx);
            return 0;
        });
    }

    @Arbiter
    public void result(III_Result r) {
        one.found();
        two.found();
        ctx.cancel();
        r.r1 = stays.err() == null ? 0 : 1;
        r.r2 = c.err() == null ? 0 : 1;
        r.r3 = d.err() == null ? 0 : 1;
    }
}
