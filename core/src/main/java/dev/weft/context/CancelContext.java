package dev.weft.context;

import dev.weft.ReceiveChannel;
import dev.weft.internal.time.Clock;
import dev.weft.internal.time.MonotonicClock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A context that can be cancelled. What happens then is in {@link DoneChannel}. */
sealed class CancelContext extends Derived implements CancelableContext permits DeadlineContext {
    /**
     * The key for which every context of the library returns the nearest context of this class: itself or an ancestor.
     * A third-party context may return anything.
     */
    static final Key<Object> NEAREST = Key.of("nearest");

    private final DoneChannel done;
    private final Optional<Instant> deadline;

    CancelContext(Context parent, Optional<Instant> deadline, DoneChannel done) {
        super(parent);
        this.deadline = deadline;
        this.done = done;
        done.follow(parent, nearestTo(parent));
    }

    /** The channel of the nearest context of this class among a context and its ancestors. */
    static @Nullable DoneChannel nearestTo(Context context) {
        return context.value(NEAREST) instanceof CancelContext nearest ? nearest.done : null;
    }

    static CancelContext of(Context parent) {
        Optional<Instant> deadline = parent.deadline();
        Clock clock = deadline.isPresent() ? MonotonicClock.current() : Clock.virtual();
        return new CancelContext(parent, deadline, new DoneChannel(clock));
    }

    @Override
    public final ReceiveChannel<?> done() {
        return done;
    }

    @Override
    public final @Nullable ContextException err() {
        End end = done.end();
        return end == null ? null : end.err();
    }

    @Override
    public final @Nullable Exception cause() {
        End end = done.end();
        return end == null ? null : end.cause();
    }

    @Override
    public final Optional<Instant> deadline() {
        return deadline;
    }

    @Override
    public final void cancel() {
        cancel(null);
    }

    @Override
    public final void cancel(@Nullable Exception cause) {
        done.checkChange("close of");
        done.cancel(End.canceled(cause));
    }

    @Override
    public final void close() {
        cancel();
    }

    @Override
    String name() {
        return "WithCancel";
    }
}
