package dev.weft.stress.time;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.stress.Side;
import dev.weft.time.Timers;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Setting a timer happens before its function runs. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "The function sees what came before.")
@Outcome(expect = FORBIDDEN, desc = "It does not.")
@State
public class TimerBeforeFunction {
    private final Channel<Integer> seen = Channel.make(1);
    private final Side setter = new Side();
    private final Side receiver = new Side();
    private int written;

    @Actor
    public void set() {
        setter.run(() -> {
            written = 1;
            Timers.afterFunc(Duration.ZERO, () -> seen.trySend(written));
            return 0;
        });
    }

    @Actor
    public void receives() {
        receiver.run(() -> seen.receiveOr(-1));
    }

    @Arbiter
    public void result(I_Result r) {
        setter.found();
        r.r1 = receiver.found();
    }
}
