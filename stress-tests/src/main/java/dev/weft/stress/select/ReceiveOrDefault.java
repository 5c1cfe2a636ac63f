package dev.weft.stress.select;

import static dev.weft.Select.receive;
import static dev.weft.Select.trySelect;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A select with a default either receives, and then sees what came before the send, or takes nothing. In that case
 * nothing is promised about what the sender has written.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Sent, received and seen.")
@Outcome(id = "1, 2", expect = ACCEPTABLE_INTERESTING, desc = "The select came first; the element is in the buffer.")
@Outcome(expect = FORBIDDEN, desc = "The element is lost, or a write was not seen.")
@State
public class ReceiveOrDefault {
    private final Channel<Integer> channel = Channel.make(1);
    private final Channel<Integer> idle = Channel.make();
    private final Side sender = new Side();
    private final Side selector = new Side();
    private int sent;

    @Actor
    public void sends() {
        sender.run(() -> {
            sent = 1;
            return channel.trySend(1) ? 1 : 0;
        });
    }

    @Actor
    public void selects() {
        selector.run(() -> trySelect(receive(idle), receive(channel)) == 1 ? sent : 2);
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = sender.found();
        r.r2 = selector.found();
    }
}
