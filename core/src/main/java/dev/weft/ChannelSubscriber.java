package dev.weft;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;

import dev.weft.context.Context;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Channels#from(Context, Flow.Publisher, int)} subscribes: a buffer for what was requested, which a goroutine
 * empties into the channel, requesting one more for each item that somebody has received.
 *
 * <p>The goroutine may end before the publisher has said that it subscribes. {@code subscription} is written before {@code
 * ended} is read, and {@code ended} is written before {@code subscription} is read: so one of the two cancels.
 */
final class ChannelSubscriber<T> implements Flow.Subscriber<T> {
    private final Context ctx;
    private final Channel<T> buffer;
    private volatile Flow.@Nullable Subscription subscription;

    /** Whether the goroutine receives no more. */
    private volatile boolean ended;

    /** Written before the buffer is closed. */
    private @Nullable Throwable failure;

    ChannelSubscriber(Context ctx, int capacity) {
        this.ctx = ctx;
        this.buffer = Channel.make(capacity);
    }

    @Override
    public void onSubscribe(Flow.Subscription s) {
        if (subscription != null) {
            s.cancel();
            return;
        }
        subscription = Objects.requireNonNull(s);
        if (ended) {
            s.cancel();
        } else {
            s.request(buffer.cap());
        }
    }

    @Override
    public void onNext(T item) {
        if (!buffer.trySend(item)) {
            throw new IllegalStateException("more items than were requested");
        }
    }

    @Override
    public void onError(Throwable t) {
        failure = Objects.requireNonNull(t);
        buffer.close();
    }

    @Override
    public void onComplete() {
        buffer.close();
    }

    /** Sends all that comes, until the end, or until the context is done. */
    void forward(Channel<T> channel) throws Exception {
        SelectCase stop = receive(ctx.done());
        ReceiveCase<T> next = receive(buffer);
        SendCase<T> out = send(channel, null);
        try {
            while (ctx.err() == null && select(stop, next) == 1) {
                if (!next.ok()) {
                    throwFailure();
                    return;
                }
                if (select(stop, out.value(next.value())) == 0) {
                    return;
                }
                request();
            }
        } finally {
            ended = true;
            Flow.Subscription s = subscription;
            if (s != null) {
                s.cancel(); // which does nothing if it has ended
            }
        }
    }

    private void request() {
        Flow.Subscription s = subscription;
        if (s != null) {
            s.request(1);
        }
    }

    private void throwFailure() throws Exception {
        if (failure instanceof Exception e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }
}
