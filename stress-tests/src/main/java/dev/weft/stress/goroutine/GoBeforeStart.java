package dev.weft.stress.goroutine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The go statement happens before the goroutine starts.
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "The goroutine sees what came before.")
@Outcome(expect = FORBIDDEN, desc = "It does not.")
@State
public class GoBeforeStart {
    private final Channel<Integer> seen = Channel.make(1);
    private final Side starter = new Side();
    private final Side receiver = new Side();
    private int written;

    @Actor
    public void start() {
        starter.run(() -> {
            written = 1;
            Go.go(() -> seen.trySend(written));
            return 0;
        });
    }

    @Actor
    public void receives() {
        receiver.run(() -> seen.receiveOr(-1));
    }

    @Arbiter
    public void result(I_Result r) {
        starter.found();
        r.r1 = receiver.found();
    }
}
