package dev.weft;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;

import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Serves one subscriber of {@link Channels#publisher}: a goroutine that selects between being cancelled, being asked
 * for more and, while there is demand, receiving. All signals to the subscriber come from this goroutine, so they never
 * overlap.
 *
 * <p>{@link #request} raises {@code demand} and then sends on {@code asked}; the goroutine receives from there and then
 * reads {@code demand}. If the buffer of {@code asked} is full, the new signal can be dropped: the goroutine has yet to
 * receive the one before it.
 *
 * <p>The goroutine looks at {@code life} before it reads {@code demand}. If the subscriber cancels and requests more in
 * between, the item would be as ready as the cancellation, and select might take it. So {@code request} does nothing
 * after {@code cancel} (rule 3.6). What was requested before may still be delivered (rule 2.8).
 */
final class ChannelSubscription<T> implements Flow.Subscription {
    private final ReceiveChannel<? extends T> channel;
    private final Flow.Subscriber<? super T> subscriber;
    private final CancelableContext life = Context.withCancel(Context.background());
    private final AtomicLong demand = new AtomicLong();
    private final Channel<Unit> asked = Channel.make(1);
    private volatile @Nullable Throwable misuse;

    ChannelSubscription(ReceiveChannel<? extends T> channel, Flow.Subscriber<? super T> subscriber) {
        this.channel = channel;
        this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
        if (life.err() != null) {
            return;
        }
        if (n <= 0) {
            misuse = new IllegalArgumentException("requested " + n + ", which is not positive (rule 3.9)");
        } else {
            demand.accumulateAndGet(n, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
        }
        asked.trySend(Unit.UNIT);
    }

    @Override
    public void cancel() {
        life.cancel();
    }

    /**
     * Serves the subscriber until the end. An interrupt of the goroutine ends it too: the subscriber gets it as an
     * error, unless it has cancelled.
     */
    void serve() {
        try {
            subscriber.onSubscribe(this);
            signal();
        } catch (InterruptedException e) {
            if (life.err() == null) {
                subscriber.onError(e);
            }
        } finally {
            life.cancel();
        }
    }

    private void signal() throws InterruptedException {
        SelectCase cancelled = receive(life.done());
        SelectCase more = receive(asked);
        ReceiveCase<T> item = receive(null);
        while (life.err() == null) {
            Throwable wrong = misuse;
            if (wrong != null) {
                subscriber.onError(wrong);
                return;
            }
            if (channel.drained()) {
                subscriber.onComplete();
                return;
            }
            item.channel(demand.get() > 0 ? channel : null);
            if (select(cancelled, more, item) == 2 && item.ok()) {
                demand.getAndUpdate(d -> d == Long.MAX_VALUE ? d : d - 1);
                subscriber.onNext(item.value());
            }
        }
    }
}
