package dev.weft.stress.select;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.stress.Side.value;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.ChannelClosedException;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A send in a select that competes with a close either happens, and then its element is there to be received, or fails.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Sent, and there.")
@Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "Failed, and not there.")
@Outcome(expect = FORBIDDEN, desc = "An element that was sent is lost, or one that was not is there.")
@State
public class CloseAgainstSelect {
    private final Channel<Integer> channel = Channel.make(1);
    private final Channel<Integer> idle = Channel.make();
    private final Side closer = new Side();
    private final Side selector = new Side();

    @Actor
    public void closes() {
        closer.run(() -> {
            channel.close();
            return 0;
        });
    }

    @Actor
    public void selects() {
        selector.run(() -> {
            try {
                select(receive(idle), send(channel, 1));
                return 1;
            } catch (ChannelClosedException e) {
                return 2;
            }
        });
    }

    @Arbiter
    public void result(II_Result r) {
        closer.found();
        r.r1 = selector.found();
        r.r2 = value(channel.tryReceive());
    }
}
