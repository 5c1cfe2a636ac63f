package dev.weft;

import dev.weft.internal.channel.BufferedChannel;
import dev.weft.internal.channel.UnbufferedChannel;
import java.lang.invoke.MethodHandles;

/**
 * Makes the channels of {@link Channel#make}.
 *
 * <p>The first channel also initializes the classes of select. If a select were the first to do so, when memory has run
 * out, that would fail, and no select would work from then on. (Their initialization must not make channels here:
 * two threads could then wait for each other, each initializing what the other needs.)
 */
final class ChannelFactory {
    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            lookup.ensureInitialized(Select.class);
            lookup.ensureInitialized(Selection.class);
            lookup.ensureInitialized(SelectWait.class);
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private ChannelFactory() {}

    static <T> Channel<T> unbuffered() {
        return new UnbufferedChannel<>();
    }

    static <T> Channel<T> buffered(int capacity) {
        return new BufferedChannel<>(capacity);
    }
}
