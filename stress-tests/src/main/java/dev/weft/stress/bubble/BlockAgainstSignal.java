package dev.weft.stress.bubble;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.stress.Meeting;
import dev.weft.stress.Side;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A goroutine blocks, with a time-out, while another one wants to send it something, and then ends. The goroutine either
 * gets it, and no time has passed; or it gets nothing, and its time-out has passed to the nanosecond.
 */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "It was waiting, and received.")
@Outcome(id = "0, 10, 0", expect = ACCEPTABLE, desc = "The sender came first, and found nobody.")
@Outcome(expect = FORBIDDEN, desc = "The clock moved while a goroutine ran, or a signal was missed.")
@State
public class BlockAgainstSignal {
    private final OpenBubble bubble = new OpenBubble(2);
    private final Channel<Integer> channel = bubble.make(Channel::make);
    private final Meeting meeting = new Meeting();
    private final Side receiver = new Side();
    private final Side sender = new Side();
    private int time;

    @Actor
    public void receives() {
        receiver.run(() -> bubble.first(() -> {
            meeting.await();
            int received = Side.value(channel.tryReceive(Duration.ofNanos(10)));
            time = bubble.time();
            return received;
        }));
    }

    @Actor
    public void sends() {
        sender.run(() -> bubble.second(() -> {
            meeting.await();
            return channel.trySend(1) ? 1 : 0;
        }));
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = receiver.found();
        r.r2 = time;
        r.r3 = sender.found();
        bubble.close();
    }
}
