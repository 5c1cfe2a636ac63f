package dev.weft.stress.channel;

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

/** A {@code tryClose} beside a {@code close}: one of them closes, and the other finds the channel closed. */
@JCStressTest
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "tryClose closed it, and close failed.")
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "close closed it, and tryClose was too late.")
@Outcome(expect = FORBIDDEN, desc = "Both, or neither.")
@State
public class TryCloseAgainstClose {
    private final Channel<Integer> channel = Channel.make();
    private final Side tries = new Side();
    private final Side closes = new Side();

    @Actor
    public void tries() {
        tries.run(() -> channel.tryClose() ? 1 : 2);
    }

    @Actor
    public void closes() {
        closes.run(() -> {
            try {
                channel.close();
                return 1;
            } catch (ChannelClosedException e) {
                return 2;
            }
        });
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = tries.found();
        r.r2 = closes.found();
    }
}
