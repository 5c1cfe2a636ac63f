package dev.weft.stress.channel;

import static dev.weft.Go.unchecked;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.ChannelClosedException;
import dev.weft.stress.Side;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A close while a sender backs off from a full buffer for a moment: the send fails, and the buffer keeps its elements.
 */
@JCStressTest
@Outcome(id = "2, 4", expect = ACCEPTABLE, desc = "Failed, and nothing is lost.")
@Outcome(expect = FORBIDDEN, desc = "Sent on a closed channel.")
@State
public class CloseAgainstPatientSend {
    private final Channel<Integer> channel = Channel.make(4);
    private final Side closer = new Side();
    private final Side sender = new Side();

    {
        for (int i = 1; i <= 4; i++) {
            channel.trySend(i);
        }
        for (int i = 0; i < Side.WAITS_BEFORE_A_PROBE; i++) {
            unchecked(() -> channel.trySend(0, Duration.ofNanos(1)));
        }
    }

    @Actor
    public void closes() {
        closer.run(() -> {
            channel.close();
            return 0;
        });
    }

    @Actor
    public void sends() {
        sender.run(() -> {
            try {
                channel.send(5);
                return 1;
            } catch (ChannelClosedException e) {
                return 2;
            }
        });
    }

    @Arbiter
    public void result(II_Result r) {
        closer.found();
        r.r1 = sender.found();
        r.r2 = channel.len();
    }
}
