package dev.weft.stress.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channels;
import dev.weft.ReceiveChannel;
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.stress.Side;
import java.util.stream.Stream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A source is cancelled while a receiver reads from it: the receiver gets a first part of the elements, complete, and
 * then the end.
 */
@JCStressTest
@Outcome(id = {"0", "1", "12"}, expect = ACCEPTABLE, desc = "Some elements, and the end.")
@Outcome(expect = FORBIDDEN, desc = "An element is missing, or not complete.")
@State
public class CancelAgainstSource {
    /** What is received: a field that is not final. */
    private static final class Element {
        int content;

        Element(int content) {
            this.content = content;
        }
    }

    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final ReceiveChannel<Element> source = Channels.from(ctx, Stream.of(1, 2).map(Element::new));
    private final Side canceller = new Side();
    private final Side receiver = new Side();

    @Actor
    public void cancels() {
        canceller.run(() -> {
            ctx.cancel();
            return 0;
        });
    }

    @Actor
    public void receives() {
        receiver.run(() -> {
            int found = 0;
            for (Element element : source) {
                found = 10 * found + element.content;
            }
            return found;
        });
    }

    @Arbiter
    public void result(I_Result r) {
        canceller.found();
        r.r1 = receiver.found();
    }
}
