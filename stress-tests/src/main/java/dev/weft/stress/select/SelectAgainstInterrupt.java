package dev.weft.stress.select;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
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

/** An interrupted select either took the element, or left it with its sender. */
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Sent and received.")
@Outcome(id = "-1, 0", expect = ACCEPTABLE, desc = "Interrupted, and nothing was sent.")
@Outcome(expect = FORBIDDEN, desc = "The element is lost, or duplicated.")
@State
public class SelectAgainstInterrupt {
    private final Channel<Integer> channel = Channel.make();
    private final Channel<Integer> idle = Channel.make();
    private final Side selector = new Side().go(() -> {
        try {
            return select(receive(channel), receive(idle));
        } catch (InterruptedException e) {
            return -1;
        }
    });
    private final Side interrupter = new Side();
    private final Side sender = new Side();

    @Actor
    public void interrupts() {
        interrupter.run(() -> {
            selector.thread().interrupt();
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
        r.r1 = selector.found();
        r.r2 = sender.found();
    }
}
