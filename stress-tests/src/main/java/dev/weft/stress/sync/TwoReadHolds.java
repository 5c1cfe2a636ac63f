package dev.weft.stress.sync;

import static dev.weft.stress.Side.value;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.stress.Side;
import dev.weft.sync.Hold;
import dev.weft.sync.RWMutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two readers hold an RWMutex at the same time: each meets the other before it closes its hold. Either may be the first
 * to ask for its hold. The end of the block unlocks.
 */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "They met; afterwards the lock is free.")
@Outcome(expect = FORBIDDEN, desc = "One was kept out, or the lock is not free.")
@State
public class TwoReadHolds {
    private final RWMutex mutex = new RWMutex();
    private final Channel<Integer> meeting = Channel.make();
    private final Side one = new Side();
    private final Side two = new Side();

    @Actor
    public void one() {
        one.run(() -> {
            try (Hold held = mutex.rHold()) {
                meeting.send(1);
                return 1;
            }
        });
    }

    @Actor
    public void two() {
        two.run(() -> {
            try (Hold held = mutex.rHold()) {
                return value(meeting.receive());
            }
        });
    }

    @Arbiter
    public void result(III_Result r) {
        r.r1 = one.found();
        r.r2 = two.found();
        r.r3 = mutex.tryLock() ? 1 : 0;
    }
}
