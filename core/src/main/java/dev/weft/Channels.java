package dev.weft;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;

import dev.weft.context.Context;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/**
 * Channels from and to what else there is in Java. (The other way there is nothing to do: a {@link ReceiveChannel} is an
 * {@link Iterable} and has a {@link ReceiveChannel#stream stream}.)
 *
 * <p>Those that need a goroutine take a {@link Context}: when it is done, the goroutine ends and the channel is closed, so
 * that a receiver who has had enough leaves nothing behind (once a source that is waiting itself has returned). Who
 * receives to the end gives {@link Context#background}.
 *
 * <p><b>Failures.</b> A channel has no place for an exception. Where a source fails, its channel is closed, and the
 * exception goes where that of any goroutine goes: see {@link Go}. A source that may fail in the ordinary course of
 * things is better wrapped by hand, with a channel of results.
 *
 * <p><b>Memory consistency effects</b>: those of the channels.
 */
public final class Channels {
    private Channels() {}

    /**
     * A channel on which a goroutine sends the items one after the other, and which is closed then.
     *
     * @param ctx when it is done, nothing more is sent
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
     * A channel on which a goroutine sends what the stream gives, and which is closed then, as is the stream.
     *
     * @param ctx when it is done, nothing more is taken from the stream
     * @param items what to send; the stream belongs to the goroutine, which is one item ahead of the receivers
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
            if (select(stop, send(channel, items.next())) == 0) {
                return;
            }
        }
    }

    /**
     * A channel that gives the result of a future when it is there, once, and is closed then. A result that is null, or a
     * failure, closes it only: ask the future which it was. It costs no goroutine; until the future is complete, it keeps
     * the channel, so make one for a future, not one for every select.
     *
     * @param future a future, for instance a {@link java.util.concurrent.CompletableFuture}
     * @param <T> the type of the result
     * @return the channel, for a select beside others
     */
    public static <T> ReceiveChannel<T> from(CompletionStage<? extends T> future) {
        Channel<T> channel = Channel.make(1);
        future.whenComplete((result, failure) -> {
            try (channel) {
                if (result != null) {
                    channel.trySend(result);
                }
            }
        });
        return channel;
    }

    /**
     * A channel on which a goroutine sends what a publisher publishes, and which is closed when that has completed or
     * failed. No more is asked of the publisher than there is room for.
     *
     * @param ctx when it is done, the subscription is cancelled
     * @param publisher what to subscribe to
     * @param capacity how many items may be under way; at least 1
     * @param <T> the type of the items
     * @return the channel
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    public static <T> ReceiveChannel<T> from(Context ctx, Flow.Publisher<? extends T> publisher, int capacity) {
        Objects.requireNonNull(ctx, "ctx");
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
     * Publishes what can be received from a channel. Each subscriber is served by a goroutine of its own, which receives
     * only what was requested; so if there are several, or others that receive as well, each item goes to one of them.
     * A subscriber is complete when it takes the last item of a closed channel, or is told by its next request that there
     * is none; if the goroutine is interrupted (as at the end of a {@link Go#run}), it fails with that.
     *
     * @param channel where to receive from
     * @param <T> the type of the items
     * @return the publisher
     */
    public static <T> Flow.Publisher<T> publisher(ReceiveChannel<? extends T> channel) {
        Objects.requireNonNull(channel, "channel");
        return subscriber -> {
            ChannelSubscription<T> subscription =
                    new ChannelSubscription<>(channel, Objects.requireNonNull(subscriber));
            Go.go(subscription::serve);
        };
    }
}
