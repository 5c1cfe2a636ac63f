package dev.weft.context;

import dev.weft.ReceiveChannel;
import dev.weft.internal.channel.NeverChannel;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A root: never done, no values, no deadline. */
enum EmptyContext implements Context {
    BACKGROUND("context.Background"), TODO("context.TODO");

    private final String text;

    EmptyContext(String text) {
        this.text = text;
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
    public <V> @Nullable V value(Key<V> key) {
        Objects.requireNonNull(key, "nil key");
        return null;
    }

    @Override
    public String toString() {
        return text;
    }
}
