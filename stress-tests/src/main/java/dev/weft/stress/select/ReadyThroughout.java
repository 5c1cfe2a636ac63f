package dev.weft.stress.select;

import static dev.weft.Select.receive;
import static dev.weft.Select.trySelect;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A select judges its channels at one instant: if at every moment one of them is ready, it never chooses default. The
 * element moves to and fro, and each time is in the other channel before it leaves the first; the select puts back what
 * it has taken.
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "It always found one that was ready.")
@Outcome(expect = FORBIDDEN, desc = "It looked into one channel, and into the other only after the element had moved.")
@State
public class ReadyThroughout {
    private static final int ROUNDS = 100;

    /** How often the element moves at most, in case the select does not end. */
    private static final int LIMIT = 100 * ROUNDS;

    private final Channel<Integer> a = Channel.make(1);
    private final Channel<Integer> b = Channel.make(1);
    private final Side mover = new Side();
    private final Side selector = new Side();
    private volatile boolean ended;

    {
        a.trySend(1);
    }

    @Actor
    public void moves() {
        mover.run(() -> {
            for (int i = 0; i < LIMIT && !ended; i++) { // as long as the other one selects, so that they do meet
                b.trySend(1);
                a.tryReceive();
                a.trySend(1);
                b.tryReceive();
            }
            return 0;
        });
        mover.found(); // a goroutine is joined here, or many movers would keep the selects from running
    }

    @Actor
    public void selects() {
        selector.run(() -> {
            int found = select();
            ended = true;
            return found;
        });
        selector.found();
    }

    @Arbiter
    public void result(I_Result r) {
        mover.found();
        r.r1 = selector.found();
    }

    private int select() {
        var fromA = receive(a);
        var fromB = receive(b);
        for (int i = 0; i < ROUNDS; i++) {
            switch (trySelect(fromA, fromB)) {
                case 0 -> a.trySend(1);
                case 1 -> b.trySend(1);
                default -> {
                    return 0;
                }
            }
        }
        return 1;
    }
}
