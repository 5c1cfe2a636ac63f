package dev.weft.stress.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.Channels;
import dev.weft.ReceiveChannel;
import dev.weft.context.Context;
import dev.weft.stress.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * From a channel through a publisher and a subscriber to another channel: all elements arrive, complete and in order,
 * and then the end.
 */
@JCStressTest
@Outcome(id = "12", expect = ACCEPTABLE, desc = "All, and the end.")
@Outcome(expect = FORBIDDEN, desc = "An element is missing, or not complete.")
@State
public class ThroughPublisher {
    /** What is received: a field that is not final. */
    private static final class Element {
        int content;

        Element(int content) {
            this.content = content;
        }
    }

    private final Channel<Element> in = Channel.make(1);
    private final ReceiveChannel<Element> out = Channels.from(Context.background(), Channels.publisher(in), 1);
    private final Side sender = new Side();
    private final Side receiver = new Side();

    @Actor
    public void sends() {
        sender.run(() -> {
            in.send(new Element(1));
            in.send(new Element(2));
            in.close();
            return 0;
        });
    }

    @Actor
    public void receives() {
        receiver.run(() -> {
            int found = 0;
            for (Element element : out) {
                found = 10 * found + element.content;
            }
            return found;
        });
    }

    @Arbiter
    public void result(I_Result r) {
        sender.found();
        r.r1 = receiver.found();
    }
}
