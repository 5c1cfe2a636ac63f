package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.stress.Side;
import dev.weft.sync.SingleFlight;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A call is forgotten while another goroutine asks for its key: that goroutine either shares the call, and sees what it
 * has done, or makes a new call. Nothing is left behind.
 */
@JCStressTest
@Outcome(id = "1, 1, 3", expect = ACCEPTABLE, desc = "It shared the call.")
@Outcome(id = "1, 2, 3", expect = ACCEPTABLE, desc = "It made a new call.")
@Outcome(expect = FORBIDDEN, desc = "A write was not seen, or something was left behind.")
@State
public class ForgetAgainstRun {
    private final SingleFlight<String, Integer> flights = new SingleFlight<>();
    private final Channel<Integer> gate = Channel.make();
    private volatile boolean flying;
    private final Side caller = underWay();
    private final Side forgetter = new Side();
    private final Side other = new Side();
    private final Side last = new Side();
    private int written;

    @Actor
    public void forget() {
        forgetter.run(() -> {
            flights.forget("key");
            gate.close();
            return 0;
        });
    }

    @Actor
    public void runs() {
        other.run(() -> flights.run("key", () -> 2).valueOrThrow() == 2 ? 2 : written);
    }

    @Arbiter
    public void result(III_Result r) {
        forgetter.found();
        r.r1 = caller.found();
        r.r2 = other.found();
        last.run(() -> flights.run("key", () -> 3).valueOrThrow());
        r.r3 = last.found();
    }

    private Side underWay() {
        Side side = new Side().go(() -> flights.run("key", () -> {
            flying = true;
            gate.receive();
            written = 1;
            return 1;
        }).valueOrThrow());
        Side.awaitUntil(() -> flying);
        return side;
    }
}
