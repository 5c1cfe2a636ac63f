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
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The k-th receive from a channel of capacity 2 happens before the completion of the (k + 2)-th send: a sender that
 * waited for room sees what came before the receive that made room.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The sender sees what came before the receive.")
@Outcome(expect = FORBIDDEN, desc = "It does not, or the values are out of order.")
@State
public class RoomInBufferOf2 {
    private final Channel<Integer> channel = Channel.make(2);
    private final Side sender = new Side();
    private final Side receiver = new Side();
    private int received;

    {
        channel.trySend(1);
        channel.trySend(2);
    }

    @Actor
    public void sends() {
        sender.run(() -> {
            channel.send(3);
            return received;
        });
    }

    @Actor
    public void receives() {
        receiver.run(() -> {
            received = 1;
            return channel.receiveOr(0);
        });
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = sender.found();
        r.r2 = receiver.found();
    }
}
