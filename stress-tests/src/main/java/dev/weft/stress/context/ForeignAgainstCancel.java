package dev.weft.stress.context;

import static dev.weft.stress.Side.value;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.stress.Side;
import java.time.Instant;
import java.util.Optional;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A context with a foreign parent is cancelled when the parent is done: it has one of the two causes, and sees what
 * came before.
 */
@JCStressTest
@Outcome(id = {"1, 1", "2, 2"}, expect = ACCEPTABLE, desc = "One of the two; what came before is seen.")
@Outcome(expect = FORBIDDEN, desc = "It was not done, or a write was not seen.")
@State
public class ForeignAgainstCancel {
    private static final Exception ONE = new Exception("one");
    private static final Exception TWO = new Exception("two");

    /** Has a channel of its own, which the library must watch. */
    private static final class Foreign implements Context {
        final Channel<Unit> done = Channel.make();
        volatile ContextException err;

        @Override
        public ReceiveChannel<?> done() {
            return done;
        }

        @Override
        public ContextException err() {
            return err;
        }

        @Override
        public Optional<Instant> deadline() {
            return Optional.empty();
        }

        @Override
        public <V> V value(Key<V> key) {
            return null;
        }
    }

    private final Foreign foreign = new Foreign();
    private final CancelableContext child = Context.withCancel(foreign);
    private final CancelableContext other = Context.withCancel(foreign);
    private final Side ender = new Side();
    private final Side canceller = new Side();
    private int written;

    @Actor
    public void ends() {
        ender.run(() -> {
            written = 1;
            foreign.err = new CanceledException(TWO);
            foreign.done.close();
            child.done().receive();
            return winner();
        });
    }

    @Actor
    public void cancels() {
        canceller.run(() -> {
            child.cancel(ONE);
            other.done().receive();
            return written == 1 && other.cause() == TWO ? winner() : 0;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        r.r1 = ender.found();
        r.r2 = canceller.found();
    }

    private int winner() {
        Exception cause = child.cause();
        return cause == ONE ? 1 : cause == TWO ? 2 : 3;
    }
}
