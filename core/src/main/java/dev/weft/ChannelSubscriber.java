package dev.weft;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;

import dev.weft.context.Context;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The subscriber of {@link Channels#from(Context, Flow.Publisher, int)}: a buffer for the items that were requested. A
 * goroutine moves them to the channel, and requests one more for each item that has been received there.
 *
 * <p>The goroutine may end before the publisher calls {@link #onSubscribe}. That method writes {@code subscription} and
 * then reads {@code ended}; the goroutine writes {@code ended} and then reads {@code subscription}. So at least one of
 * them sees what the other has written, and cancels the subscription.
 */
final class ChannelSubscriber<T> implements Flow.Subscriber<T> {
    private final Context ctx;
    private final Channel<T> buffer;
    private volatile Flow.@Nullable Subscription subscription;

    /** Whether the goroutine has stopped receiving. */
    private volatile boolean ended;

    /** Written before the buffer is closed, which publishes it. */
    private @Nullable Throwable failure;

    ChannelSubscriber(Context ctx, int capacity) {
        this.ctx = ctx;
        this.buffer = Channel.make(capacity);
    }

    @Override
    public void onSubscribe(Flow.Subscription s) {
        Objects.requireNonNull(s, "subscription");
        if (subscription != null) {
            s.cancel();
            return;
        }
        subscription = s;
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
        failure = Objects.requireNonNull(t, "throwable");
        buffer.close();
    }

    @Override
    public void onComplete() {
        buffer.close();
    }

    /** Forwards every item until the publisher completes or fails, or until the context is done. */
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
                s.cancel(); // no effect if the publisher has ended it
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
