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
import org.openjdk.jcstress.infra.results.II_Result;

/** A waiting sender either meets a receiver or is woken by the close; in that case the receiver gets nothing. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Handed over.")
@Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "Closed first.")
@Outcome(expect = FORBIDDEN, desc = "The two disagree.")
@State
public class CloseAgainstHandOver {
    private final Channel<Integer> channel = Channel.make();
    private final Side sender = new Side().go(() -> {
        try {
            channel.send(1);
            return 1;
        } catch (ChannelClosedException e) {
            return 2;
        }
    });
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
        receiver.run(() -> value(channel.tryReceive()));
    }

    @Arbiter
    public void result(II_Result r) {
        closer.found();
        r.r1 = sender.found();
        r.r2 = receiver.found();
    }
}
