package dev.weft.stress.channel;

import static dev.weft.Go.unchecked;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.stress.Side;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** As RoomInBufferOf1 and 2, for a sender that backs off from the full buffer for a moment before it queues up. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The sender sees what came before the receive.")
@Outcome(expect = FORBIDDEN, desc = "It does not, or the values are out of order.")
@State
public class RoomForPatientSender {
    private final Channel<Integer> channel = Channel.make(4);
    private final Side sender = new Side();
    private final Side receiver = new Side();
    private int received;

    {
        for (int i = 1; i <= 4; i++) {
            channel.trySend(i);
        }
        for (int i = 0; i < Side.WAITS_BEFORE_A_PROBE; i++) {
            unchecked(() -> channel.trySend(0, Duration.ofNanos(1)));
        }
    }

    @Actor
    public void sends() {
        sender.run(() -> {
            channel.send(5);
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
