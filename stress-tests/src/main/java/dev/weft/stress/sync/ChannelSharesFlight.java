package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.SingleFlight;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** As TwoCallersOneFlight, but one of the two asks for a channel, which always gets its result. */
@JCStressTest
@Outcome(id = "1, 1, 1, 1", expect = ACCEPTABLE, desc = "They shared one call, and were told so.")
@Outcome(id = "1, 1, 2, 0", expect = ACCEPTABLE, desc = "One after the other.")
@Outcome(expect = FORBIDDEN, desc = "A write was not seen, or they shared a call and were not told.")
@State
public class ChannelSharesFlight {
    /** What is computed: a field that is not final. */
    private static final class Value {
        int content;

        Value() {
            content = 1;
        }
    }

    private final SingleFlight<String, Value> flights = new SingleFlight<>();
    private final Side a = new Side();
    private final Side b = new Side();
    private int calls;
    private SingleFlight.Result<Value> first;
    private SingleFlight.Result<Value> second;

    @Actor
    public void one() {
        a.run(() -> {
            first = flights.run("key", this::compute);
            return first.valueOrThrow().content;
        });
    }

    @Actor
    public void two() {
        b.run(() -> {
            second = flights.runChan("key", this::compute).receive();
            return second.valueOrThrow().content;
        });
    }

    @Arbiter
    public void result(IIII_Result r) {
        r.r1 = a.found();
        r.r2 = b.found();
        r.r3 = calls;
        r.r4 = first.value() != second.value() ? 0 : first.shared() && second.shared() ? 1 : 2;
    }

    private Value compute() {
        calls++;
        Thread.yield();
        return new Value();
    }
}
