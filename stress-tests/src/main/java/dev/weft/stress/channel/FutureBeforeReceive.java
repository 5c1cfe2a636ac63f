package dev.weft.stress.channel;

import static dev.weft.stress.Side.value;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channels;
import dev.weft.ReceiveChannel;
import dev.weft.stress.Side;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The channel of a future: the receiver of the result sees what came before the future was completed. The result comes
 * once.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The result, once; what came before is seen.")
@Outcome(expect = FORBIDDEN, desc = "A write was not seen, or the result was lost, or came twice.")
@State
public class FutureBeforeReceive {
    private final CompletableFuture<Integer> future = new CompletableFuture<>();
    private final Side completer = new Side();
    private final Side receiver = new Side();
    private int written;
    private int second;

    @Actor
    public void completes() {
        completer.run(() -> {
            written = 1;
            future.complete(5);
            return 0;
        });
    }

    @Actor
    public void receives() {
        receiver.run(() -> {
            ReceiveChannel<Integer> channel = Channels.from(future);
            int first = value(channel.receive()) == 5 ? written : -1;
            second = value(channel.receive());
            return first;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        completer.found();
        r.r1 = receiver.found();
        r.r2 = second;
    }
}
