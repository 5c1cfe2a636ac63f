package dev.weft.sync;

import dev.weft.Call;
import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.ReceiveChannel;
import dev.weft.UncheckedInterruptedException;
import dev.weft.internal.goroutine.Goroutine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Lets all that want the same thing at the same time share one call that gets it: Go's {@code singleflight.Group} of
 * {@code x/sync}.
 *
 * <pre>{@code
 * SingleFlight<String, Page> flights = new SingleFlight<>();
 * ...
 * Page page = flights.run(url, () -> fetch(url)).valueOrThrow();
 * }</pre>
 *
 * <p>The first that asks for a key calls its function; whoever asks for the same key before that has ended waits for it,
 * and gets the same result, while its own function is not called. Nothing is kept: who asks later calls again.
 *
 * <p>If the function throws an {@link Exception}, that very object is the result of all. But an {@link
 * InterruptedException} or {@link UncheckedInterruptedException} says that the thread which called the function was asked
 * to stop; the others were not, and have an {@link ExecutionException} around it. So they fail for a reason that is not
 * theirs, as they do if the context of the first is done. Where that matters, let the function run in a goroutine of its
 * own, by {@link #runChan}, with a context that does not end with one caller's, and wait in a select. An {@link Error},
 * Go's panic, is thrown by every {@link #run} that shares the call; see {@code runChan} for the others.
 *
 * <p>A function that asks for its own key waits for itself, until it is interrupted. If the stack overflows within
 * {@code run}, a key may stay behind whose call never ends.
 *
 * <p><b>Memory consistency effects</b>: actions of the function <i>happen-before</i> the return of every {@code run}, and
 * the receive from every channel, that shares it.
 *
 * @param <K> the type of the keys, whose {@code equals} says what is the same; as in a {@link HashMap}, they don't change
 *     while their call is under way
 * @param <V> the type of the values
 */
public final class SingleFlight<K, V> {
    private final Mutex mutex = new Mutex();

    /** Those under way that can be joined; guarded by the mutex. */
    private final Map<K, Flight<V>> flights = new HashMap<>();

    /** One call, and who shares it. */
    private static final class Flight<V> {
        final WaitGroup landed = new WaitGroup();

        // Guarded by the mutex until it has landed.
        boolean shared;
        final List<Channel<Result<V>>> channels = new ArrayList<>(0);

        // Written before it lands.
        @Nullable V value;
        @Nullable Throwable failure;

        Flight() {
            landed.add(1);
        }

        /** For who has called the function, and has not thrown its error. */
        Result<V> ownResult() {
            return new Result<>(value, (Exception) failure, shared);
        }

        /** For the others: neither an error nor an interrupt is theirs. */
        Result<V> othersResult() {
            Throwable t = failure;
            boolean asItIs = t == null || t instanceof Exception && !Goroutine.isStop(t);
            return new Result<>(value, asItIs ? (Exception) t : new ExecutionException(t), shared);
        }
    }

    /**
     * What a call has come to.
     *
     * @param value what the function returned; null if it failed
     * @param exception what it threw, that very object, or an {@link ExecutionException} around it (see {@link
     *     SingleFlight}); null if it did not
     * @param shared whether more than one asked for it
     * @param <V> the type of the value
     */
    public record Result<V>(@Nullable V value, @Nullable Exception exception, boolean shared) {
        /**
         * The value, or else the failure.
         *
         * @return the value
         * @throws Exception the exception, if there is one
         */
        @SuppressWarnings("NullAway") // the value is null only if the function returned null
        public V valueOrThrow() throws Exception {
            if (exception != null) {
                throw exception;
            }
            return value;
        }
    }

    /** Creates one with nothing under way. */
    public SingleFlight() {}

    /**
     * Calls the function, or waits for the call for the same key that is under way; Go's {@code Do}.
     *
     * @param key the key
     * @param f what to call, in the current thread
     * @return what the call has come to
     * @throws InterruptedException if the thread is interrupted, before, or while it waits for the call of another, which
     *     goes on. (What the function throws stands in the result, whatever it is)
     * @throws Error if the function has thrown one: that very object
     */
    public Result<V> run(K key, Call<? extends V, ?> f) throws InterruptedException {
        Objects.requireNonNull(f, "f");
        Mutex.checkInterrupt();
        Flight<V> created = new Flight<>();
        Flight<V> flight = board(key, created, null);
        if (flight == created) {
            fly(key, flight, f);
        } else {
            flight.landed.await();
        }
        throwError(flight);
        return flight == created ? flight.ownResult() : flight.othersResult();
    }

    /**
     * Does what {@link #run} does without waiting, and calls the function, if so, in a goroutine of its own; Go's {@code
     * DoChan}.
     *
     * <p>If the function throws an {@link Error}, the goroutine's uncaught-exception handler gets it, as that of any
     * goroutine would, and the exception in the result is an {@link ExecutionException} around it. If it was {@code run}
     * that called the function, the handler does not.
     *
     * @param key the key
     * @param f what to call
     * @return a channel that gets the result when it is there; as in Go, it gets nothing else, and is not closed
     */
    public ReceiveChannel<Result<V>> runChan(K key, Call<? extends V, ?> f) {
        Objects.requireNonNull(f, "f");
        Channel<Result<V>> channel = Channel.make(1);
        Flight<V> created = new Flight<>();
        Flight<V> flight = board(key, created, channel);
        if (flight == created) {
            try {
                Go.go(() -> {
                    fly(key, flight, f);
                    throwError(flight);
                });
            } catch (Throwable t) { // out of memory, for instance; somebody may wait for it by now
                land(key, flight, null, t);
                throw t;
            }
        }
        return channel;
    }

    /**
     * Forgets the call for a key that is under way: who asks for the key from now on does not wait for it, but calls anew.
     * Those who wait for it already get its result. Go's {@code Forget}.
     *
     * @param key the key
     */
    public void forget(K key) {
        Objects.requireNonNull(key, "key");
        mutex.lock();
        try {
            flights.remove(key);
        } finally {
            mutex.unlock();
        }
    }

    /** The flight for a key: one under way, or else the new one. */
    private Flight<V> board(K key, Flight<V> created, @Nullable Channel<Result<V>> channel) {
        Objects.requireNonNull(key, "key");
        if (channel != null) {
            created.channels.add(channel);
        }
        mutex.lock();
        try {
            Flight<V> flight = flights.putIfAbsent(key, created);
            if (flight == null) {
                return created;
            }
            flight.channels.addAll(created.channels);
            flight.shared = true;
            return flight;
        } finally {
            mutex.unlock();
        }
    }

    private void fly(K key, Flight<V> flight, Call<? extends V, ?> f) {
        V value = null;
        Throwable failure = null;
        try {
            value = f.call();
        } catch (Throwable t) {
            failure = t;
        }
        land(key, flight, value, failure);
    }

    private void land(K key, Flight<V> flight, @Nullable V value, @Nullable Throwable failure) {
        flight.value = value;
        flight.failure = failure;
        mutex.lock();
        try {
            flights.remove(key, flight); // unless it was forgotten: then another one may be under way
        } finally { // all hear of it, even if the key's own methods fail
            mutex.unlock();
            flight.landed.done();
            for (Channel<Result<V>> channel : flight.channels) { // nobody boards any more
                channel.trySend(flight.othersResult());
            }
        }
    }

    private static void throwError(Flight<?> flight) {
        Throwable t = flight.failure;
        if (t != null && !(t instanceof Exception)) {
            throw SingleFlight.<RuntimeException>asIs(t);
        }
    }

    /** Throws what is no exception. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X asIs(Throwable t) throws X {
        throw (X) t;
    }
}
