package dev.weft.stress.select;

import static dev.weft.Go.unchecked;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
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

/** As SelectedReceive, on a channel whose waiters have learned to spin before they park. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both see what the other has written.")
@Outcome(expect = FORBIDDEN, desc = "A write was not seen.")
@State
public class SpinningSelect {
    private final Channel<Integer> channel = Channel.make();
    private final Channel<Integer> idle = Channel.make();
    private final Side sender = new Side();
    private final Side selector = new Side();
    private int sent;
    private int selected;

    {
        for (int i = 0; i < Side.WAITS_BEFORE_A_PROBE; i++) {
            unchecked(() -> channel.tryReceive(Duration.ofNanos(1)));
        }
    }

    @Actor
    public void sends() {
        sender.run(() -> {
            sent = 1;
            channel.send(1);
            return selected;
        });
    }

    @Actor
    public void selects() {
        selector.run(() -> {
            selected = 1;
            select(receive(idle), receive(channel));
            return sent;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = sender.found();
        r.r2 = selector.found();
    }
}
