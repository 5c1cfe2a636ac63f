package dev.weft.stress.select;

import static dev.weft.Select.receive;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static dev.weft.stress.Side.value;
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
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A select with a default either finds room in the buffer, and then sees what came before the receive that made room,
 * or sends nothing.
 */
@JCStressTest
@Outcome(id = "1, 1, 2", expect = ACCEPTABLE, desc = "There was room; the element is there.")
@Outcome(id = "2, 1, 0", expect = ACCEPTABLE_INTERESTING, desc = "The select came first, and sent nothing.")
@Outcome(expect = FORBIDDEN, desc = "An element is lost, or a write was not seen.")
@State
public class SendOrDefault {
    private final Channel<Integer> channel = Channel.make(1);
    private final Channel<Integer> idle = Channel.make();
    private final Side selector = new Side();
    private final Side receiver = new Side();
    private int received;

    {
        channel.trySend(1);
    }

    @Actor
    public void selects() {
        selector.run(() -> trySelect(send(channel, 2), receive(idle)) == 0 ? received : 2);
    }

    @Actor
    public void receives() {
        receiver.run(() -> {
            received = 1;
            return value(channel.tryReceive());
        });
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = selector.found();
        r.r2 = receiver.found();
        r.r3 = value(channel.tryReceive());
    }
}
