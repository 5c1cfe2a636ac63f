package dev.weft.stress.time;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * After a reset that returns true, the timer gives only values of its new time, even if a receive was just computing
 * the value of the old one.
 */
@JCStressTest
@Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "Reset, and then received.")
@Outcome(id = "0, 1, 2", expect = ACCEPTABLE, desc = "Received, and then reset.")
@Outcome(expect = FORBIDDEN, desc = "The old value was received although it had been taken back, or one is missing.")
@State
public class NothingStaleAfterReset {
    private static final int NONE = 0;
    private static final int OLD = 1;
    private static final int NEW = 2;

    private final Timer timer = Timers.newTimer(Duration.ZERO);

    /** A moment after its first time, and not after its second. */
    private final Instant between = later(Timers.now());

    private final Side setter = new Side();
    private final Side receiver = new Side();

    @Actor
    public void reset() {
        setter.run(() -> timer.reset(Duration.ZERO) ? 1 : 0);
    }

    @Actor
    public void receives() {
        receiver.run(this::receive);
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = setter.found();
        r.r2 = receiver.found();
        r.r3 = receive();
    }

    private int receive() {
        Instant value = timer.channel().tryReceive();
        return value == null ? NONE : value.isBefore(between) ? OLD : NEW;
    }

    private static Instant later(Instant instant) {
        Instant now = Timers.now();
        while (!now.isAfter(instant)) {
            now = Timers.now();
        }
        return now;
    }
}
