package dev.weft.conformance.context;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.sync.Once;
import java.time.Instant;
import java.util.Optional;

/** A context with a parent and an end of its own, built from the public parts of the library. */
final class CustomContext implements Context {
    private final Context parent;
    private final Once once = new Once();
    private final Channel<Unit> done = Channel.make();
    private ContextException err;

    CustomContext(Context parent) {
        this.parent = parent;
        Context.afterFunc(parent, () -> end(parent.err()));
    }

    void cancel() {
        end(new CanceledException());
    }

    private void end(ContextException why) {
        once.doOnce(() -> {
            err = why;
            done.close();
        });
    }

    @Override
    public ReceiveChannel<?> done() {
        return done;
    }

    @Override
    public ContextException err() {
        return done.drained() ? err : null;
    }

    @Override
    public Optional<Instant> deadline() {
        return parent.deadline();
    }

    @Override
    public <V> V value(Key<V> key) {
        return parent.value(key);
    }
}
