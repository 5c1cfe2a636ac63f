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

/** The argument handed to a goroutine is complete when the goroutine starts. */
@JCStressTest
@Outcome(id = "12", expect = ACCEPTABLE, desc = "All of it was there.")
@Outcome(expect = FORBIDDEN, desc = "The argument was seen before it was complete.")
@State
public class ArgumentBeforeStart {
    private final Channel<Integer> seen = Channel.make(1);
    private final Side starter = new Side();
    private final Side receiver = new Side();

    @Actor
    public void start() {
        starter.run(() -> {
            Go.go(e -> seen.trySend(10 * e.constant + e.variable), new Element());
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

    /** What is handed over: a field of each kind. */
    private static final class Element {
        final int constant;
        int variable;

        Element() {
            constant = 1;
            variable = 2;
        }
    }
}
