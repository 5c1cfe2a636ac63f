package dev.weft.stress.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** An interrupted receive either happened, or left the element with its sender. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Received.")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Interrupted, and nothing was sent.")
@Outcome(expect = FORBIDDEN, desc = "The element is lost, or duplicated.")
@State
public class ReceiveAgainstInterrupt {
    private final Channel<Integer> channel = Channel.make();
    private final Side receiver = new Side().go(() -> {
        try {
            return channel.receiveOr(0);
        } catch (InterruptedException e) {
            return 0;
        }
    });
    private final Side interrupter = new Side();
    private final Side sender = new Side();

    @Actor
    public void interrupts() {
        interrupter.run(() -> {
            receiver.thread().interrupt();
            return 0;
        });
    }

    @Actor
    public void sends() {
        sender.run(() -> channel.trySend(1) ? 1 : 0);
    }

    @Arbiter
    public void result(II_Result r) {
        interrupter.found();
        r.r1 = receiver.found();
        r.r2 = sender.found();
    }
}
