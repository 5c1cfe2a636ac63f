package dev.weft;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;

import dev.weft.context.Context;
import dev.weft.internal.goroutine.Goroutine;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/**
 * Connects channels with the rest of Java: iterables, streams, futures and publishers. (A {@link ReceiveChannel} is
 * itself an {@link Iterable}, and has a {@link ReceiveChannel#stream stream}.)
 *
 * <p>Methods that need a goroutine take a {@link Context}. When it is done, the goroutine ends and the channel is
 * closed, so that a receiver that stops early leaves nothing behind. (If the source itself is waiting, the goroutine
 * ends once the source returns.) A receiver that always receives to the end can pass {@link Context#background}.
 *
 * <p><b>Failures.</b> A channel cannot carry an exception. If a source fails, its channel is closed, and the exception
 * goes where the exception of any goroutine goes: see {@link Go}. If failures are to be expected, send {@link Result}s
 * from a goroutine of your own instead.
 *
 * <p><b>Memory consistency effects</b>: those of the channels.
 */
public final class Channels {
    private Channels() {}

    /**
     * Returns a channel on which a goroutine sends the items one after another, and which it then closes.
     *
     * @param ctx when it is done, nothing more is sent, except for an item that is just being sent
     * @param items what to send; iterated by the goroutine alone, one item ahead of the receivers
     * @param <T> the type of the items, none of which may be null
     * @return the channel, without a buffer
     */
    public static <T> ReceiveChannel<T> from(Context ctx, Iterable<? extends T> items) {
        Objects.requireNonNull(ctx, "ctx");
        Objects.requireNonNull(items, "items");
        Channel<T> channel = Channel.make();
        Go.go(() -> {
            try (channel) {
                sendAll(ctx, items.iterator(), channel);
            }
        });
        return channel;
    }

    /**
     * Returns a channel on which a goroutine sends the elements of the stream; it then closes both.
     *
     * @param ctx when it is done, nothing more is taken from the stream
     * @param items what to send; from now on the stream belongs to the goroutine, which is one item ahead of the
     *     receivers
     * @param <T> the type of the items, none of which may be null
     * @return the channel, without a buffer
     */
    public static <T> ReceiveChannel<T> from(Context ctx, Stream<? extends T> items) {
        Objects.requireNonNull(ctx, "ctx");
        Objects.requireNonNull(items, "items");
        Channel<T> channel = Channel.make();
        Go.go(() -> {
            try (channel; items) {
                sendAll(ctx, items.iterator(), channel);
            }
        });
        return channel;
    }

    private static <T> void sendAll(Context ctx, Iterator<? extends T> items, Channel<T> channel)
            throws InterruptedException {
        SelectCase stop = receive(ctx.done());
        while (ctx.err() == null && items.hasNext()) {
            T next = items.next();
            boolean doneMeanwhile = ctx.err() != null; // the source may have taken long
            if (doneMeanwhile || select(stop, send(channel, next)) == 0) {
                return;
            }
        }
    }

    /**
     * Returns a channel that delivers the result of a future once, when the future completes, and is then closed. If
     * the future fails or its result is null, the channel is only closed; ask the future which of the two happened.
     * This costs no goroutine. The future keeps the channel until it completes, so make one channel per future, not one
     * per select.
     *
     * <p>In a test with virtual time, a goroutine of the test must complete the future. If another thread does, its
     * uncaught-exception handler gets an {@link IllegalStateException}, and the channel stays open.
     *
     * @param future a future, for instance a {@link java.util.concurrent.CompletableFuture}
     * @param <T> the type of the result
     * @return the channel, for a select beside others
     */
    public static <T> ReceiveChannel<T> from(CompletionStage<? extends T> future) {
        Objects.requireNonNull(future, "future");
        Channel<T> channel = Channel.make(1);
        future.whenComplete((result, failure) -> {
            try (channel) {
                if (result != null) {
                    channel.trySend(result);
                }
            } catch (IllegalStateException e) {
                Goroutine.handle(e); // the channel belongs to a bubble; nobody would look at the stage returned here
            }
        });
        return channel;
    }

    /**
     * Returns a channel on which a goroutine sends the items of a publisher, and which is closed when the publisher has
     * completed or failed. Never more items are requested than there is room for.
     *
     * @param ctx when it is done, the subscription is cancelled
     * @param publisher what to subscribe to
     * @param capacity how many items may be requested and not yet received; at least 1
     * @param <T> the type of the items
     * @return the channel
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    public static <T> ReceiveChannel<T> from(Context ctx, Flow.Publisher<? extends T> publisher, int capacity) {
        Objects.requireNonNull(ctx, "ctx");
        Objects.requireNonNull(publisher, "publisher");
        if (capacity < 1) {
            throw new IllegalArgumentException("a capacity of at least 1 is needed, not " + capacity);
        }
        ChannelSubscriber<T> subscriber = new ChannelSubscriber<>(ctx, capacity);
        publisher.subscribe(subscriber);
        Channel<T> channel = Channel.make();
        Go.go(() -> {
            try (channel) {
                subscriber.forward(channel);
            }
        });
        return channel;
    }

    /**
     * Returns a publisher of what can be received from a channel. Each subscriber has a goroutine of its own, which
     * receives only what was requested. So if there are several subscribers, or other receivers, each item goes to one
     * of them. A subscriber completes when it takes the last item of a closed channel or, if no item is left for it, at
     * its pending or next request; at once if the channel is drained when it subscribes. If its goroutine is interrupted
     * (as at the end of a {@link Go#run}), the subscriber gets the interrupt as an error.
     *
     * @param channel where to receive from
     * @param <T> the type of the items
     * @return the publisher
     */
    public static <T> Flow.Publisher<T> publisher(ReceiveChannel<? extends T> channel) {
        Objects.requireNonNull(channel, "channel");
        return subscriber -> {
            ChannelSubscription<T> subscription =
                    new ChannelSubscription<>(channel, Objects.requireNonNull(subscriber, "subscriber"));
            Go.go(subscription::serve);
        };
    }
}
