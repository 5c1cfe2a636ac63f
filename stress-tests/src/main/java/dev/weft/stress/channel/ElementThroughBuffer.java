package dev.weft.stress.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
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
 * An element that goes through a buffer while no goroutine waits is complete: its final fields, and those that are not.
 */
@JCStressTest
@Outcome(id = "12", expect = ACCEPTABLE, desc = "All of it was there.")
@Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "The receive came first.")
@Outcome(expect = FORBIDDEN, desc = "The element was seen before it was complete.")
@State
public class ElementThroughBuffer {
    private final Channel<Element> channel = Channel.make(1);
    private final Side sender = new Side();
    private final Side receiver = new Side();

    @Actor
    public void sends() {
        sender.run(() -> {
            channel.trySend(new Element());
            return 0;
        });
    }

    @Actor
    public void receives() {
        receiver.run(() -> {
            Element element = channel.tryReceive();
            return element == null ? 0 : 10 * element.constant + element.variable;
        });
    }

    @Arbiter
    public void result(I_Result r) {
        sender.found();
        r.r1 = receiver.found();
    }

    /** What is published: a field of each kind. */
    private static final class Element {
        final int constant;
        int variable;

        Element() {
            constant = 1;
            variable = 2;
        }
    }
}
