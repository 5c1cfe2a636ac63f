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

/** What is in the buffer when the channel is closed is still received, and nothing after it. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The element, then nothing.")
@Outcome(expect = FORBIDDEN, desc = "The element is lost, or was received twice.")
@State
public class CloseAgainstReceive {
    private final Channel<Integer> channel = Channel.make(1);
    private final Side closer = new Side();
    private final Side receiver = new Side();
    private int second;

    {
        channel.trySend(1);
    }

    @Actor
    public void closes() {
        closer.run(() -> {
            channel.close();
            return 0;
        });
    }

    @Actor
    public void receives() {
        receiver.run(() -> {
            int first = value(channel.receive());
            second = value(channel.receive());
            return first;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        closer.found();
        r.r1 = receiver.found();
        r.r2 = second;
    }
}
