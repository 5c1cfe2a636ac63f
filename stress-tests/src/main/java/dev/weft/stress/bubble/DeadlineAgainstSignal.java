package dev.weft.stress.bubble;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.stress.Side;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The time-out of a receive ends at the moment at which another goroutine sends. The element is received, or it was not
 * sent; and the bubble counts the receiver once, so that it can sleep afterwards.
 */
@JCStressTest
@Outcome(id = "1, 1, 6", expect = ACCEPTABLE, desc = "Sent and received.")
@Outcome(id = "0, 0, 6", expect = ACCEPTABLE, desc = "Timed out, and not sent.")
@Outcome(expect = FORBIDDEN, desc = "The element is lost, or the clock is wrong, or stands still.")
@State
public class DeadlineAgainstSignal {
    private final OpenBubble bubble = new OpenBubble(2);
    private final Channel<Integer> channel = bubble.make(Channel::make);
    private final Side receiver = new Side();
    private final Side sender = new Side();
    private int time;

    @Actor
    public void receives() {
        receiver.run(() -> bubble.first(() -> {
            int received = Side.value(channel.tryReceive(Duration.ofNanos(5)));
            Go.sleep(Duration.ofNanos(1));
            time = bubble.time();
            return received;
        }));
    }

    @Actor
    public void sends() {
        sender.run(() -> bubble.second(() -> {
            Go.sleep(Duration.ofNanos(5));
            return channel.trySend(1) ? 1 : 0;
        }));
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = receiver.found();
        r.r2 = sender.found();
        r.r3 = time;
        bubble.close();
    }
}
