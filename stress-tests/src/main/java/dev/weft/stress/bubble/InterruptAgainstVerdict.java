package dev.weft.stress.bubble;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
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
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The only goroutine of a bubble blocks for ever, which is a deadlock, while a thread outside interrupts it. If the interrupt
 * comes before the verdict is carried out, the verdict is void, and the clock goes on.
 */
@JCStressTest
@Outcome(id = "5, 0", expect = ACCEPTABLE, desc = "No verdict, or a void one.")
@Outcome(id = "5, 1", expect = ACCEPTABLE_INTERESTING,
        desc = "A deadlock, although it was just waking; it can still sleep.")
@Outcome(id = "0, 1", expect = ACCEPTABLE_INTERESTING, desc = "A deadlock: the interrupt came too late.")
@Outcome(expect = FORBIDDEN, desc = "The clock stands still although there was no deadlock.")
@State
public class InterruptAgainstVerdict {
    private final OpenBubble bubble = new OpenBubble(1);
    private final Channel<Integer> never = bubble.make(Channel::make);
    private final OneInterrupt interrupt = new OneInterrupt();
    private final Side blocked = new Side();
    private final Side outsider = new Side();

    @Actor
    public void blocks() {
        blocked.run(() -> bubble.first(() -> {
            interrupt.expect();
            try {
                never.receive();
            } catch (InterruptedException e) {
                if (failure() == null) {
                    Go.sleep(Duration.ofNanos(5)); // otherwise it may have been given up, and then would never wake
                }
            }
            return bubble.time();
        }));
    }

    @Actor
    public void interrupts() {
        outsider.run(() -> {
            interrupt.give();
            return 0;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        outsider.found();
        r.r1 = blocked.found();
        r.r2 = failure() == null ? 0 : 1;
        bubble.close();
    }

    private Throwable failure() {
        return bubble.bubble().program().failure();
    }
}
