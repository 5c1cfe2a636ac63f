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
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A select that receives from a buffer while the channel is filled and closed gets all elements, and then the end.
 */
@JCStressTest
@Outcome(id = "12", expect = ACCEPTABLE, desc = "Both elements, then the end.")
@Outcome(expect = FORBIDDEN, desc = "An element was lost, or came after the end, or was received twice.")
@State
public class CloseAgainstSelectedReceive {
    private final Channel<Integer> channel = Channel.make(2);
    private final Channel<Integer> idle = Channel.make();
    private final Side closer = new Side();
    private final Side selector = new Side();

    {
        channel.trySend(1);
    }

    @Actor
    public void closes() {
        closer.run(() -> {
            channel.send(2);
            channel.close();
            return 0;
        });
    }

    @Actor
    public void selects() {
        selector.run(() -> {
            var next = receive(channel);
            int found = 0;
            while (select(receive(idle), next) == 1 && next.ok()) {
                found = 10 * found + next.value();
            }
            return channel.tryReceive() == null ? found : -1;
        });
    }

    @Arbiter
    public void result(I_Result r) {
        closer.found();
        r.r1 = selector.found();
    }
}
