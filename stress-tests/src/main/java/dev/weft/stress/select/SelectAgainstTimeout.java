package dev.weft.stress.select;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.stress.Side;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A select with a time-out either takes the element, or leaves it with its sender. */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Sent and received.")
@Outcome(id = "-1, 0", expect = ACCEPTABLE, desc = "Both timed out.")
@Outcome(expect = FORBIDDEN, desc = "The element is lost, or duplicated.")
@State
public class SelectAgainstTimeout {
    private static final Duration SHORT = Duration.ofNanos(2_000);

    private final Channel<Integer> channel = Channel.make();
    private final Channel<Integer> idle = Channel.make();
    private final Side selector = new Side();
    private final Side sender = new Side();

    @Actor
    public void selects() {
        selector.run(() -> select(SHORT, receive(channel), receive(idle)));
    }

    @Actor
    public void sends() {
        sender.run(() -> channel.trySend(1, SHORT) ? 1 : 0);
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = selector.found();
        r.r2 = sender.found();
    }
}
