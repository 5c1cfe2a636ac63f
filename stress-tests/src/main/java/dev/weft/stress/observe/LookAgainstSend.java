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

/** An observer looks at a goroutine that is being woken: once the send is over, it is not asleep, even if it still parks. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Not asleep; or the send was not over.")
@Outcome(expect = FORBIDDEN, desc = "Asleep, although it has been woken.")
@State
public class LookAgainstSend {
    /** How often the observer lets others run before it gives up waiting for the end of the send. */
    private static final int PATIENCE = 1_000;

    private final Channel<Integer> channel = Channel.make();
    private final Side receiver = new Side().go(() -> channel.receiveOr(0));
    private final OpenRecord goroutine = new OpenRecord(receiver.thread());
    private final Side sender = new Side();
    private final Side observer = new Side();
    private volatile boolean sent;

    public LookAgainstSend() {
        Side.awaitUntil(() -> OpenLook.isAsleep(goroutine));
    }

    @Actor
    public void sends() {
        sender.run(() -> {
            channel.send(1);
            sent = true;
            return 0;
        });
    }

    @Actor
    public void looks() {
        observer.run(() -> {
            for (int i = 0; i < PATIENCE && !sent; i++) {
                Thread.yield();
            }
            return sent && OpenLook.isAsleep(goroutine) ? 1 : 0;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        sender.found();
        r.r1 = receiver.found();
        r.r2 = observer.found();
    }
}
