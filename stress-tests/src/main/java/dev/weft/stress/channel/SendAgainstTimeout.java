package dev.weft.stress.channel;

import static dev.weft.stress.Side.value;
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

/** A send with a time-out either happens, and then the element is received, or does not happen; so does the receive. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Sent and received.")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Timed out, and nothing was received.")
@Outcome(expect = FORBIDDEN, desc = "The element is lost, or was received although the send gave up.")
@State
public class SendAgainstTimeout {
    private static final Duration SHORT = Duration.ofNanos(2_000);

    private final Channel<Integer> channel = Channel.make();
    private final Side sender = new Side();
    private final Side receiver = new Side();

    @Actor
    public void sends() {
        sender.run(() -> channel.trySend(1, SHORT) ? 1 : 0);
    }

    @Actor
    public void receives() {
        receiver.run(() -> value(channel.tryReceive(SHORT)));
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = sender.found();
        r.r2 = receiver.found();
    }
}
