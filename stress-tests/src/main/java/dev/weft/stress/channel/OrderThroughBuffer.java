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

/**
 * Elements leave in the order in which they entered: three of them, from one sender, through a buffer that is too small
 * for them.
 */
@JCStressTest
@Outcome(id = "123", expect = ACCEPTABLE, desc = "In order.")
@Outcome(expect = FORBIDDEN, desc = "Out of order, duplicated or lost.")
@State
public class OrderThroughBuffer {
    private final Channel<Integer> channel = Channel.make(2);
    private final Side sender = new Side();
    private final Side receiver = new Side();

    @Actor
    public void sends() {
        sender.run(() -> {
            channel.send(1);
            channel.send(2);
            channel.send(3);
            return 0;
        });
    }

    @Actor
    public void receives() {
        receiver.run(() -> {
            int first = channel.receiveOr(0);
            int second = channel.receiveOr(0);
            return 100 * first + 10 * second + channel.receiveOr(0);
        });
    }

    @Arbiter
    public void result(I_Result r) {
        sender.found();
        r.r1 = receiver.found();
    }
}
