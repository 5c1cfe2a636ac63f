package dev.weft.sync;

import dev.weft.Call;
import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.UncheckedInterruptedException;
import dev.weft.internal.channel.BufferedChannel;
import dev.weft.internal.time.Clock;
import dev.weft.internal.wait.StackReserve;
import dev.weft.sync.Flight.Follower;
import java.util.HashMap;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers that want the same thing at the same time share one call: Go's {@code singleflight.Group} of {@code
 * x/sync}.
 *
 * <pre>{@code
 * SingleFlight<String, Page> flights = new SingleFlight<>();
 * ...
 * Page page = flights.run(url, () -> fetch(url)).valueOrThrow();
 * }</pre>
 *
 * <p>The first caller for a key calls its function. Callers that ask for the same key before that call has ended wait
 * for it and get the same result; their own functions are not called. Results are not kept: a later caller calls again.
 *
 * <p>If the function throws an {@link Exception}, all callers get that very object as the result. But an {@link
 * InterruptedException} or {@link UncheckedInterruptedException} says that the thread which called the function was
 * asked to stop. The other callers were not, so they get an {@link ExecutionException} around it. Thus an interrupt of
 * the first caller makes the others fail, too, and so does the end of its context. Where that matters, run the function
 * in a goroutine of its own, by {@link #runChan}, with a context that does not depend on any one caller, and wait for
 * the channel in a select. An {@link Error}, Go's panic, is thrown by every {@link #run} that shares the call; for
 * {@code runChan}, see there.
 *
 * <p>A function that asks for its own key waits for itself, until it is interrupted.
 *
 * <p><b>When something fails.</b> No caller joins, or waits for, a call that has ended, and a caller that fails to join
 * changes nothing:
 *
 * <ul>
 *   <li><i>Keys.</i> The key's {@code hashCode} is called on entry, and again at the end of a call that the key began.
 *       Its {@code equals} is called on entry, if a call for a key with the same hash is under way. What they throw is
 *       thrown to the caller; at the end of a call, only after all that share it have the result. (After {@code
 *       runChan} it goes to the goroutine's uncaught-exception handler.) No lock is held while they run.
 *   <li><i>Memory.</i> The result is allocated before the function is called, so there is one even if the function uses
 *       up all memory. If there is no memory for the {@code ExecutionException} around a failure, a shared one takes
 *       its place, whose cause is an {@link OutOfMemoryError}. If memory runs out on entry, the method throws; if it
 *       has begun a call by then, the call ends with that error.
 *   <li><i>Stack.</i> {@code run} throws {@link StackOverflowError} on entry unless there is room for the work that
 *       follows the function, and {@code runChan} unless there is room to start a goroutine. How much that takes
 *       depends on what has been compiled. If the stack overflows there nevertheless, callers that wait for this one
 *       call may never get a result, but later callers call again.
 * </ul>
 *
 * <p><b>Memory consistency effects</b>: actions of the function <i>happen-before</i> the return of every {@code run}, and
 * the receive from every channel, that shares it.
 *
 * @param <K> the type of the keys, compared by {@code equals} and {@code hashCode} as in a {@link HashMap}
 * @param <V> the type of the values
 */
public final class SingleFlight<K, V> {
    /*
     * A call is a Flight; the table holds the flights that can be joined. A caller takes these steps:
     *
     *   1. It asks the key for its hash and allocates everything that it may need: a flight of its own, its channel,
     *      the start of its goroutine. If that fails, nothing has happened.
     *   2. It looks for a flight with an equal key and boards it, or else adds its own. Here the key's equals may fail;
     *      then nothing has changed.
     *   3. If the flight is its own, it calls the function and lands. Whatever goes wrong once the flight is in the table,
     *      `crash` ends it, so that nobody waits for it.
     *   4. The flight leaves the table, by its identity, which cannot fail unless the stack is full.
     *   5. It asks the key for its hash once more, only to tell the caller if the key has broken in the meantime.
     *
     * A flight ends when it lands (see Flight), not when it leaves the table: a flight that has landed counts as absent
     * wherever it is. While the table's lock is held, no method of a key is called and nothing is allocated.
     */
    static {
        Flight.rehearse();
    }

    private final FlightTable<K, V> flights = new FlightTable<>();

    /** The clock of the bubble that it belongs to; null if to none. */
    private final @Nullable Clock bubble = Clock.virtual();

    /**
     * The outcome of a call.
     *
     * @param value what the function returned; null if it failed
     * @param exception what it threw, that very object, or an {@link ExecutionException} around it (see {@link
     *     SingleFlight}); null if it returned
     * @param shared whether more than one caller asked for it
     * @param <V> the type of the value
     */
    public record Result<V>(@Nullable V value, @Nullable Exception exception, boolean shared) {
        /**
         * Returns the value, or throws the exception.
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

    /** Creates an instance with no call under way. */
    public SingleFlight() {}

    /**
     * Calls the function, or waits for a call for the same key that is already under way; Go's {@code Do}.
     *
     * @param key the key
     * @param f what to call, in the current thread
     * @return the outcome of the call
     * @throws InterruptedException if the thread is interrupted on entry, or while it waits for another caller's call,
     *     which goes on. (An {@code InterruptedException} of the function is in the result)
     * @throws Error if the function threw one: that very object
     */
    public Result<V> run(K key, Call<? extends V, ?> f) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(f, "f");
        checkUse();
        Mutex.checkInterrupt();
        StackReserve.checkForSeveral();
        Flight<K, V> created = new Flight<>(key, hash(key), null, bubble);
        try {
            Flight<K, V> flight = board(created, null);
            if (flight != created) {
                return flight.await();
            }
            created.fly(f);
        } catch (Throwable t) {
            created.crash(t);
            throw t;
        } finally {
            leave(created);
        }
        created.throwError();
        hash(key);
        return created.ownResult();
    }

    /**
     * Does what {@link #run} does, but without waiting: if it calls the function, it does so in a new goroutine. Go's
     * {@code DoChan}.
     *
     * <p>If the function throws an {@link Error}, the goroutine's uncaught-exception handler gets it, as for any
     * goroutine, and the exception in the result is an {@link ExecutionException} around it. If {@code run} called the
     * function, the handler does not get it.
     *
     * @param key the key
     * @param f what to call
     * @return a channel that gets the result when the call has ended; as in Go, it gets nothing else and is not closed
     */
    public ReceiveChannel<Result<V>> runChan(K key, Call<? extends V, ?> f) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(f, "f");
        checkUse();
        StackReserve.checkForMore(); // the start of the goroutine must not fail for lack of stack once others have boarded
        Channel<Result<V>> channel = new BufferedChannel<>(1, bubble);
        Follower<V> follower = new Follower<>(channel);
        Flight<K, V> created = new Flight<>(key, hash(key), channel, bubble);
        Launch launch = new Launch(() -> fly(created, f));
        try {
            if (board(created, follower) == created) {
                launch.go();
            }
        } catch (Throwable t) {
            created.crash(t);
            leave(created);
            throw t;
        }
        return channel;
    }

    /**
     * Forgets the call for a key that is under way: callers that ask for the key from now on do not wait for it, but
     * call again. Callers that already wait for it get its result. Go's {@code Forget}.
     *
     * @param key the key
     */
    public void forget(K key) {
        Objects.requireNonNull(key, "key");
        checkUse();
        int hash = hash(key);
        for (Flight<K, V> flight = null;;) {
            flights.lock();
            try {
                flight = flights.next(hash, flight);
            } finally {
                flights.unlock();
            }
            if (flight == null) {
                return;
            }
            if (flight.isFor(key)) {
                leave(flight);
                return;
            }
        }
    }

    @Override
    public String toString() {
        return super.toString() + "[under way " + flights.size() + "]";
    }

    private void checkUse() {
        if (bubble != null) {
            bubble.checkUse("use of", "singleflight");
        }
    }

    private static int hash(Object key) {
        return FlightTable.hash(key);
    }

    /** The flight for a key: one under way, or else the new one. If it throws, the caller has boarded neither. */
    private Flight<K, V> board(Flight<K, V> created, @Nullable Follower<V> follower) {
        @Nullable Flight<K, V> @Nullable [] larger = flights.larger();
        for (Flight<K, V> flight = null;;) {
            flights.lock();
            try {
                if (larger != null) {
                    flights.grow(larger);
                }
                flight = flights.next(created.hash, flight);
                if (flight == null) {
                    flights.add(created);
                    return created;
                }
            } finally {
                flights.unlock();
            }
            if (flight.isFor(created.key) && flight.board(follower)) {
                return flight;
            }
        }
    }

    /** Flies in a goroutine of its own. */
    private void fly(Flight<K, V> flight, Call<? extends V, ?> f) {
        try {
            flight.fly(f);
        } catch (Throwable t) {
            flight.crash(t);
            throw t;
        } finally {
            leave(flight);
        }
        flight.throwError();
        hash(flight.key);
    }

    /** Takes a flight out of the table, if it was ever in it. */
    private void leave(Flight<K, V> flight) {
        if (!flight.added) {
            return;
        }
        flights.lock();
        try {
            flights.remove(flight);
        } finally {
            flights.unlock();
        }
    }
}
