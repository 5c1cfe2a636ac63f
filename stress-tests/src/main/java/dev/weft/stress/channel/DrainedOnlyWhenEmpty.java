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

/**
 * A closed channel is drained only when its last element has been received.
 */
@JCStressTest
@Outcome(id = {"0, 0", "1, 0", "1, 1"}, expect = ACCEPTABLE, desc = "Not drained, or its element has been received.")
@Outcome(expect = FORBIDDEN, desc = "Drained, with an element in it.")
@State
public class DrainedOnlyWhenEmpty {
    private final Channel<Integer> channel = Channel.make(1);
    private final Side sender = new Side();
    private final Side receiver = new Side();
    private int drained;

    @Actor
    public void sends() {
        sender.run(() -> {
            channel.trySend(1);
            channel.close();
            return 0;
        });
    }

    @Actor
    public void receives() {
        receiver.run(() -> {
            int element = value(channel.tryReceive());
            drained = channel.drained() ? 1 : 0;
            return element;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        sender.found();
        r.r1 = receiver.found();
        r.r2 = drained;
    }
}
