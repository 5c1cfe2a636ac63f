package dev.weft.conformance.context;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.sync.Mutex;
import java.time.Instant;
import java.util.Optional;

/** A context that shares nothing with the library's own, but cancels one of those itself. */
final class CustomCauseContext implements Context {
    private final Mutex mutex = new Mutex();
    private final Channel<Unit> done = Channel.make();
    private ContextException err;
    private CancelableContext child;

    @Override
    public ReceiveChannel<?> done() {
        return done;
    }

    @Override
    public ContextException err() {
        mutex.lock();
        try {
            return err;
        } finally {
            mutex.unlock();
        }
    }

    @Override
    public Optional<Instant> deadline() {
        return Optional.empty();
    }

    @Override
    public <V> V value(Key<V> key) {
        return null;
    }

    void setChild(CancelableContext ctx) {
        child = ctx;
    }

    void cancel() {
        mutex.lock();
        err = new CanceledException();
        done.close();
        mutex.unlock();
        if (child != null) {
            child.cancel();
        }
    }
}
