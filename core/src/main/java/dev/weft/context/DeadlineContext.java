package dev.weft.context;

import dev.weft.internal.time.MonotonicClock;
import dev.weft.internal.wait.StackReserve;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A context with a deadline of its own. */
final class DeadlineContext extends CancelContext {
    private final Instant deadline;
    private final DeadlineChannel channel;

    private DeadlineContext(Context parent, Instant deadline, DeadlineChannel done) {
        super(parent, Optional.of(deadline), done);
        this.deadline = deadline;
        this.channel = done;
    }

    static CancelContext of(Context parent, Instant deadline, @Nullable Exception cause) {
        StackReserve.checkForMore(); // to cancel it, if the deadline has passed or no alarm can be set
        Optional<Instant> parents = parent.deadline();
        if (parents.isPresent() && parents.get().isBefore(deadline)) {
            return CancelContext.of(parent);
        }
        DeadlineChannel done = new DeadlineChannel(MonotonicClock.current());
        DeadlineContext ctx = new DeadlineContext(parent, deadline, done);
        done.cancelAt(deadline, End.deadlineExceeded(cause));
        return ctx;
    }

    @Override
    String name() {
        return "WithDeadline(" + deadline + " [" + channel.timeUntil(deadline) + "])";
    }
}
