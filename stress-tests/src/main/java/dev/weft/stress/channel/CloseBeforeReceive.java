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
import org.openjdk.jcstress.infra.results.I_Result;

/** Closing a channel happens before a receive that returns because it is closed. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "The receiver sees what came before the close.")
@Outcome(expect = FORBIDDEN, desc = "It does not, or got an element that nobody sent.")
@State
public class CloseBeforeReceive {
    private final Channel<Integer> channel = Channel.make();
    private final Side closer = new Side();
    private final Side receiver = new Side();
    private int closed;

    @Actor
    public void closes() {
        closer.run(() -> {
            closed = 1;
            channel.close();
            return 0;
        });
    }

    @Actor
    public void receives() {
        receiver.run(() -> {
            Integer element = channel.receive();
            return element == null ? closed : -1;
        });
    }

    @Arbiter
    public void result(I_Result r) {
        closer.found();
        r.r1 = receiver.found();
    }
}
