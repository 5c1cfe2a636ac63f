package dev.weft.stress.channel;

import static dev.weft.stress.Side.value;
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

/** An interrupted send either happened, and then the element was received, or did not happen. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Sent and received.")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Interrupted, and nothing was received.")
@Outcome(expect = FORBIDDEN, desc = "The element is lost, or was received although the send was interrupted.")
@State
public class SendAgainstInterrupt {
    private final Channel<Integer> channel = Channel.make();
    private final Side sender = new Side().go(() -> {
        try {
            channel.send(1);
            return 1;
        } catch (InterruptedException e) {
            return 0;
        }
    });
    private final Side interrupter = new Side();
    private final Side receiver = new Side();

    @Actor
    public void interrupts() {
        interrupter.run(() -> {
            sender.thread().interrupt();
            return 0;
        });
    }

    @Actor
    public void receives() {
        receiver.run(() -> value(channel.tryReceive()));
    }

    @Arbiter
    public void result(II_Result r) {
        interrupter.found();
        r.r1 = sender.found();
        r.r2 = receiver.found();
    }
}
