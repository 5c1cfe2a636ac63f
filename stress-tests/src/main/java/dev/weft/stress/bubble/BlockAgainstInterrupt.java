package dev.weft.stress.bubble;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.stress.Meeting;
import dev.weft.stress.Side;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A goroutine blocks while another one interrupts it, and then sleeps: no time passes until the interrupt has been noticed. */
@JCStressTest
@Outcome(id = "1, 0, 5", expect = ACCEPTABLE, desc = "Interrupted at once; the other one has slept.")
@Outcome(expect = FORBIDDEN, desc = "The clock moved before the interrupted goroutine ran.")
@State
public class BlockAgainstInterrupt {
    private final OpenBubble bubble = new OpenBubble(2);
    private final Channel<Integer> never = bubble.make(Channel::make);
    private final OneInterrupt interrupt = new OneInterrupt();
    private final Meeting meeting = new Meeting();
    private final Side blocked = new Side();
    private final Side interrupter = new Side();
    private int time;

    @Actor
    public void blocks() {
        blocked.run(() -> bubble.first(() -> {
            meeting.await();
            interrupt.expect();
            try {
                never.tryReceive(Duration.ofNanos(10));
                return 0;
            } catch (InterruptedException e) {
                time = bubble.time();
                return 1;
            }
        }));
    }

    @Actor
    public void interrupts() {
        interrupter.run(() -> bubble.second(() -> {
            meeting.await();
            interrupt.give();
            Go.sleep(Duration.ofNanos(5));
            return bubble.time();
        }));
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = blocked.found();
        r.r2 = time;
        r.r3 = interrupter.found();
        bubble.close();
    }
}
