package dev.weft.stress.sync;

import static dev.weft.stress.Side.value;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Call;
import dev.weft.stress.Side;
import dev.weft.sync.Once;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Once.value computes its value once: both callers get the same object, complete. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "The same object, complete.")
@Outcome(expect = FORBIDDEN, desc = "Two objects, or an incomplete one.")
@State
public class OnceValueIsShared {
    /** What is computed: a field that is not final. */
    private static final class Value {
        int content;

        Value() {
            content = 1;
        }
    }

    private final Call<Value, RuntimeException> value = Once.value(Value::new);
    private final Side a = new Side();
    private final Side b = new Side();
    private Value first;
    private Value second;

    @Actor
    public void one() {
        a.run(() -> {
            first = value.call();
            return first.content;
        });
    }

    @Actor
    public void two() {
        b.run(() -> {
            second = value.call();
            return second.content;
        });
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = a.found();
        r.r2 = b.found();
        r.r3 = first == second ? 1 : 0;
    }
}
