package dev.weft.support;

import dev.weft.ReceiveChannel;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import java.time.Instant;
import java.util.Optional;

/** A context that is not one of the library's own classes, but does everything that they do. */
public class OtherContext implements Context {
    private final Context context;

    public OtherContext(Context context) {
        this.context = context;
    }

    @Override
    public ReceiveChannel<?> done() {
        return context.done();
    }

    @Override
    public ContextException err() {
        return context.err();
    }

    @Override
    public Optional<Instant> deadline() {
        return context.deadline();
    }

    @Override
    public <V> V value(Key<V> key) {
        return context.value(key);
    }
}
