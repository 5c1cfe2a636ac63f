package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.stress.Side;
import dev.weft.sync.SingleFlight;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A forgotten call ends: a goroutine that asks afterwards shares the call that was begun in its place. */
@JCStressTest
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "It shared the second call.")
@Outcome(expect = FORBIDDEN, desc = "It made a new call, or got the result of the first.")
@State
public class ForgottenFlightLands {
    private final SingleFlight<String, Integer> flights = new SingleFlight<>();
    private final Channel<Integer> firstGate = Channel.make();
    private final Channel<Integer> secondGate = Channel.make();
    private final ReceiveChannel<SingleFlight.Result<Integer>> first = flights.runChan("key", () -> {
        firstGate.receive();
        return 1;
    });
    private final Side lander = new Side();
    private final Side caller = new Side();

    {
        flights.forget("key");
        flights.runChan("key", () -> {
            secondGate.receive();
            return 2;
        });
    }

    @Actor
    public void lands() {
        lander.run(() -> {
            firstGate.close();
            return first.receive().valueOrThrow();
        });
    }

    @Actor
    public void asks() {
        caller.run(() -> {
            ReceiveChannel<SingleFlight.Result<Integer>> result = flights.runChan("key", () -> 3);
            secondGate.close();
            return result.receive().valueOrThrow();
        });
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = lander.found();
        r.r2 = caller.found();
    }
}
