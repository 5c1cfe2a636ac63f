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

/** A close wakes all waiting receivers. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Both were woken, with nothing.")
@Outcome(expect = FORBIDDEN, desc = "They got an element that nobody sent.")
@State
public class CloseWakesAll {
    private final Channel<Integer> channel = Channel.make();
    private final Side waiting = new Side().go(() -> value(channel.receive()));
    private final Side closer = new Side();
    private final Side receiver = new Side();

    @Actor
    public void closes() {
        closer.run(() -> {
            channel.close();
            return 0;
        });
    }

    @Actor
    public void receives() {
        receiver.run(() -> value(channel.receive()));
    }

    @Arbiter
    public void result(II_Result r) {
        closer.found();
        r.r1 = waiting.found();
        r.r2 = receiver.found();
    }
}
