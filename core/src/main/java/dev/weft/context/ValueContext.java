package dev.weft.context;

import dev.weft.ReceiveChannel;
import dev.weft.Task;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A context with a value. In all other respects it acts as its nearest ancestor of another class. */
final class ValueContext extends Derived {
    final Key<?> key;
    final @Nullable Object value;
    private final Context ancestor;

    ValueContext(Context parent, Key<?> key, @Nullable Object value) {
        super(parent);
        this.key = key;
        this.value = value;
        this.ancestor = parent instanceof ValueContext bound ? bound.ancestor : parent;
    }

    @Override
    public ReceiveChannel<?> done() {
        return ancestor.done();
    }

    @Override
    public @Nullable ContextException err() {
        return ancestor.err();
    }

    @Override
    public @Nullable Exception cause() {
        return ancestor.cause();
    }

    @Override
    public Optional<Instant> deadline() {
        return ancestor.deadline();
    }

    @Override
    public AfterFunc whenDone(Task<?> f) {
        return ancestor.whenDone(f);
    }

    /**
     * For a value that is not a string it shows only the class, as Go does: contexts end up in logs, and passwords must
     * not.
     */
    @Override
    String name() {
        Object shown = value == null || value instanceof String ? value : value.getClass().getTypeName();
        return "WithValue(" + key + ", " + shown + ")";
    }
}
