package dev.weft.context;

import dev.weft.ReceiveChannel;
import dev.weft.internal.channel.NeverChannel;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A context that keeps nothing of its parent except the values. */
final class DetachedContext extends Derived {
    DetachedContext(Context parent) {
        super(parent);
    }

    @Override
    public ReceiveChannel<?> done() {
        return NeverChannel.INSTANCE;
    }

    @Override
    public @Nullable ContextException err() {
        return null;
    }

    @Override
    public Optional<Instant> deadline() {
        return Optional.empty();
    }

    @Override
    String name() {
        return "WithoutCancel";
    }
}
