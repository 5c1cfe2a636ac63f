package dev.weft.stress.observe;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.internal.goroutine.OpenRecord;
import dev.weft.internal.observe.OpenLook;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two observers look at a goroutine that waits. What the one remembers for a proof is not lost by the other's dump. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "It is known where it waits.")
@Outcome(expect = FORBIDDEN, desc = "It is forgotten.")
@State
public class DumpAgainstProof {
    private final Channel<Integer> channel = Channel.make();
    private final Side receiver = new Side().go(() -> channel.receiveOr(0));
    private final OpenRecord goroutine = new OpenRecord(receiver.thread());
    private final Side dumps = new Side();
    private final Side proves = new Side();

    public DumpAgainstProof() {
        Side.awaitUntil(() -> OpenLook.isAsleep(goroutine));
    }

    @Actor
    public void dumps() {
        dumps.run(() -> {
            OpenLook.state(goroutine);
            return 0;
        });
    }

    @Actor
    public void proves() {
        proves.run(() -> OpenLook.remember(goroutine) ? 1 : 0);
    }

    @Arbiter
    public void result(II_Result r) {
        dumps.found();
        r.r1 = proves.found();
        r.r2 = OpenLook.isRemembered(goroutine) ? 1 : 0;
        channel.close();
        receiver.found();
    }
}
