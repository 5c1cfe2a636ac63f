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

/**
 * A select that has the same channel in two cases takes one element.
 */
@JCStressTest
@Outcome(id = {"0, 0", "0, 1"}, expect = ACCEPTABLE, desc = "One element, by either case.")
@Outcome(expect = FORBIDDEN, desc = "The second element was taken as well.")
@State
public class SameChannelTwice {
    private final Channel<Integer> channel = Channel.make();
    private final Side sender = new Side();
    private final Side selector = new Side();

    @Actor
    public void sends() {
        sender.run(() -> {
            channel.send(1);
            return channel.trySend(2) ? 1 : 0;
        });
    }

    @Actor
    public void selects() {
        selector.run(() -> select(receive(channel), receive(channel)));
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = sender.found();
        r.r2 = selector.found();
    }
}
