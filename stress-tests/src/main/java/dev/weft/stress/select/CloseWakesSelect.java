package dev.weft.stress.select;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
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
import org.openjdk.jcstress.infra.results.I_Result;

/** A close wakes a select that waits to send, and the select fails. */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "Failed.")
@Outcome(expect = FORBIDDEN, desc = "Sent to nobody.")
@State
public class CloseWakesSelect {
    private final Channel<Integer> channel = Channel.make();
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
    public void result(I_Result r) {
        closer.found();
        r.r1 = selector.found();
    }
}
