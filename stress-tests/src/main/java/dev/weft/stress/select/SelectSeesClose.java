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

/** Closing a channel happens before a select that returns because it is closed. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "The select sees what came before the close.")
@Outcome(expect = FORBIDDEN, desc = "It does not, or got an element that nobody sent.")
@State
public class SelectSeesClose {
    private final Channel<Integer> channel = Channel.make();
    private final Channel<Integer> idle = Channel.make();
    private final Side closer = new Side();
    private final Side selector = new Side();
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
    public void selects() {
        selector.run(() -> {
            var end = receive(channel);
            return select(receive(idle), end) == 1 && !end.ok() ? closed : -1;
        });
    }

    @Arbiter
    public void result(I_Result r) {
        closer.found();
        r.r1 = selector.found();
    }
}
