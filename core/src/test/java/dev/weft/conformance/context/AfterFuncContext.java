package dev.weft.conformance.context;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.ReceiveChannel;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.context.AfterFunc;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A context that starts functions itself, and does not show in any other way that it is done: its channel is never
 * closed.
 */
final class AfterFuncContext implements Context {
    final Map<Object, Task<?>> functions = new ConcurrentHashMap<>();
    private final Channel<Unit> done = Channel.make();
    private volatile ContextException err;

    void cancel(ContextException why) {
        err = why;
        functions.values().forEach(Go::go);
        functions.clear();
    }

    @Override
    public AfterFunc whenDone(Task<?> f) {
        Object key = new Object();
        functions.put(key, f);
        return () -> functions.remove(key) != null;
    }

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
