package dev.weft.stress.channel;

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
import org.openjdk.jcstress.infra.results.III_Result;

/** A {@code tryClose} beside a send: either the element was sent and is there, or the send failed and it is not. */
@JCStressTest
@Outcome(id = "1, 1, 7", expect = ACCEPTABLE, desc = "Sent before the close.")
@Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "Closed before the send.")
@Outcome(expect = FORBIDDEN, desc = "Lost, sent on a closed channel, or not closed.")
@State
public class TryCloseAgainstSend {
    private final Channel<Integer> channel = Channel.make(1);
    private final Side closes = new Side();
    private final Side sends = new Side();

    @Actor
    public void closes() {
        closes.run(() -> channel.tryClose() ? 1 : 2);
    }

    @Actor
    public void sends() {
        sends.run(() -> {
            try {
                return channel.trySend(7) ? 1 : 3;
            } catch (ChannelClosedException e) {
                return 2;
            }
        });
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = closes.found();
        r.r2 = sends.found();
        r.r3 = value(channel.tryReceive());
    }
}
