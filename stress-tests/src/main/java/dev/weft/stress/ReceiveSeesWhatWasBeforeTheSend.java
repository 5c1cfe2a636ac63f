package dev.weft.stress;

import static dev.weft.Go.unchecked;

import dev.weft.Channel;
import dev.weft.Unit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * On an unbuffered channel a send happens before the receive, and the receive before the completion of the
 * send: each side sees the plain field that the other has written first.
 *
 * <p>{@code java -jar stress-tests/target/stress-tests.jar -t ReceiveSeesWhatWasBeforeTheSend}
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Both see each other's write.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A write was not seen.")
@State
public class ReceiveSeesWhatWasBeforeTheSend {
    private final Channel<Unit> channel = Channel.make();
    private int sender;
    private int receiver;

    @Actor
    public void send(II_Result r) {
        sender = 1;
        unchecked(() -> channel.send(Unit.UNIT));
        r.r1 = receiver;
    }

    @Actor
    public void receive(II_Result r) {
        receiver = 1;
        unchecked(channel::receive);
        r.r2 = sender;
    }
}
