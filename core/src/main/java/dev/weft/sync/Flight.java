package dev.weft.sync;

import dev.weft.Call;
import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.internal.goroutine.Goroutine;
import dev.weft.internal.time.Clock;
import dev.weft.sync.SingleFlight.Result;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One call of a {@link SingleFlight}, and the callers that share it. It is its own node in the {@link FlightTable}.
 *
 * <p><b>States</b>, all in {@code followers}:
 *
 * <ul>
 *   <li>NOBODY: under way, and not shared.
 *   <li>A chain: under way, and shared. The chain holds the callers that want the result on a channel. Callers in
 *       {@code run} wait for {@code landing} and are not in the chain; if one of them is the first to share the flight,
 *       the chain begins with IN_PERSON, which stands for all of them.
 *   <li>LANDED: over; the final state.
 * </ul>
 *
 * <p>Callers board by compare-and-set; the thread that flies lands by one exchange. So a caller either is in the chain
 * that the exchange has taken, or finds that the flight has landed; then it treats the flight as absent, whether or not
 * it is still in the table. Landing calls no method of the key, allocates nothing, and never waits.
 *
 * <p><b>Allocation.</b> The shared result is allocated before the function is called. An exception around the failure,
 * where the other callers get one, is created afterwards; if there is no memory for it, {@link Failures#NO_MEMORY}
 * takes its place.
 *
 * <p><b>Memory.</b> {@code result} and {@code failure} are written before {@code landing} is done and before anything is
 * sent, and read after that.
 *
 * @param <K> the type of the key
 * @param <V> the type of the value
 */
final class Flight<K, V> {
    @SuppressWarnings("rawtypes") // the updater knows only classes
    private static final AtomicReferenceFieldUpdater<Flight, Follower> FOLLOWERS =
            AtomicReferenceFieldUpdater.newUpdater(Flight.class, Follower.class, "followers");

    /** A caller that wants the result on a channel. */
    static final class Follower<V> {
        private final @Nullable Channel<Result<V>> channel;
        private @Nullable Follower<V> next;

        Follower(@Nullable Channel<Result<V>> channel) {
            this.channel = channel;
        }
    }

    private static final Follower<?> NOBODY = new Follower<>(null);
    private static final Follower<?> IN_PERSON = new Follower<>(null);
    private static final Follower<?> LANDED = new Follower<>(null);

    /** What is sent if there is no memory for a result. */
    private static final Result<?> UNTOLD = new Result<>(null, Failures.NO_MEMORY, false);

    private static final Result<?> UNTOLD_SHARED = new Result<>(null, Failures.NO_MEMORY, true);

    final K key;
    final int hash;

    /** Whether it is in the table, and the next flight in its list there; guarded by the table's lock. */
    boolean listed;

    @Nullable Flight<K, V> next;

    /** Whether it was ever in the table; for the thread that began it, and the goroutine that flies it. */
    boolean added;

    private volatile Follower<V> followers;

    /** Done when the flight has landed: for callers that wait in {@code run}. */
    private final WaitGroup landing;

    /** The channels that get the result when the flight has landed: of the caller that began it, and of the others. */
    private @Nullable Channel<Result<V>> first;

    private @Nullable Follower<V> untold;

    private boolean shared;
    private @Nullable Throwable failure;
    private @Nullable Result<V> result;

    /**
     * Creates a flight.
     *
     * @param first the channel for the caller that begins it; null: that caller calls the function itself
     * @param bubble the clock of the bubble that the {@link SingleFlight} belongs to; null if to none
     */
    @SuppressWarnings("unchecked") // a marker holds no result, so it fits any type
    Flight(K key, int hash, @Nullable Channel<Result<V>> first, @Nullable Clock bubble) {
        this.key = key;
        this.hash = hash;
        this.first = first;
        this.followers = (Follower<V>) NOBODY;
        this.landing = new WaitGroup(bubble);
        landing.add(1);
    }

    /** Flies and lands; see {@link Rehearsal}. */
    static void rehearse() {
        rehearse(() -> Unit.UNIT);
        rehearse(() -> {
            throw new InterruptedException();
        });
    }

    private static void rehearse(Call<Unit, ?> f) {
        Flight<Unit, Unit> flight = new Flight<>(Unit.UNIT, 0, Channel.make(1), Clock.virtual());
        flight.board(null);
        flight.board(new Follower<>(Channel.make(1)));
        flight.fly(f);
    }

    /** Whether its key equals another one, whose {@code equals} may fail. */
    boolean isFor(K other) {
        return key == other || other.equals(key);
    }

    /** Whether it counts as absent. */
    boolean hasLanded() {
        return followers == LANDED;
    }

    /**
     * Shares it.
     *
     * @param follower where the caller wants the result; null: in {@link #await}
     * @return false if it has landed
     */
    @SuppressWarnings("unchecked") // a marker holds no result, so it fits any type
    boolean board(@Nullable Follower<V> follower) {
        for (;;) {
            Follower<V> before = followers;
            if (before == LANDED) {
                return false;
            }
            if (follower == null && before != NOBODY) {
                return true;
            }
            Follower<V> boarding = follower == null ? (Follower<V>) IN_PERSON : follower;
            if (follower != null) {
                follower.next = before;
            }
            if (FOLLOWERS.compareAndSet(this, before, boarding)) {
                return true;
            }
        }
    }

    /** Waits until a flight of another thread has landed; throws its failure unless that is an {@link Exception}. */
    Result<V> await() throws InterruptedException {
        landing.await();
        throwError();
        return Objects.requireNonNull(result);
    }

    /**
     * The result for the thread that flew it, which gets an interrupt of the function as it is; throws as {@link
     * #await} does.
     */
    Result<V> ownResult() {
        throwError();
        Throwable t = failure;
        return t != null && Goroutine.isStop(t)
                ? new Result<>(null, (Exception) t, shared)
                : Objects.requireNonNull(result);
    }

    /** Throws the failure unless that is an {@link Exception}. */
    void throwError() {
        Throwable t = failure;
        if (t != null && !(t instanceof Exception)) {
            throw Failures.<RuntimeException>asIs(t);
        }
    }

    /**
     * Calls the function, lands, and tells all. Keeps what the function throws. If this method itself throws, it is an
     * error of the virtual machine, and {@link #crash} must follow.
     */
    void fly(Call<? extends V, ?> f) {
        // Java allocates an object before it evaluates the arguments of its constructor (JLS 15.9.4). So the result is
        // there before the function is called, and after it nothing has to be allocated.
        result = new Result<>(call(f), exception(), land());
        tell();
    }

    private @Nullable V call(Call<? extends V, ?> f) {
        try {
            return f.call();
        } catch (Throwable t) {
            failure = t;
            return null;
        }
    }

    /**
     * The failure as the other callers get it: an error or an interrupt did not happen in their threads, and is
     * wrapped.
     */
    private @Nullable Exception exception() {
        Throwable t = failure;
        return t == null || t instanceof Exception && !Goroutine.isStop(t)
                ? (Exception) t
                : Failures.elsewhere(t);
    }

    /** Lands: from now on the flight counts as absent. Landing again changes nothing. */
    @SuppressWarnings("unchecked") // a marker holds no result, so it fits any type
    private boolean land() {
        Follower<V> all = (Follower<V>) FOLLOWERS.getAndSet(this, LANDED);
        if (all != LANDED) {
            shared = all != NOBODY;
            untold = all;
        }
        return shared;
    }

    /**
     * Ends a flight that has thrown, wherever that was, and tells all that have not been told yet. Does nothing if all
     * have been told, or if the flight was never in the table.
     */
    @SuppressWarnings("unchecked") // without a value, the result fits any type
    void crash(Throwable why) {
        if (!added) {
            return;
        }
        if (result == null) {
            if (failure == null) {
                failure = why;
            }
            land();
            try {
                result = new Result<>(null, exception(), shared);
            } catch (VirtualMachineError e) {
                result = (Result<V>) (shared ? UNTOLD_SHARED : UNTOLD);
            }
        }
        tell();
    }

    /** Tells all that it has landed. If it throws because the stack is full, the next call continues from there. */
    private void tell() {
        try {
            if (landing.counter() != 0) {
                landing.done();
            }
        } finally {
            tell(first);
            first = null;
            for (; untold != null; untold = untold.next) {
                tell(untold.channel);
            }
        }
    }

    private void tell(@Nullable Channel<Result<V>> channel) {
        if (channel != null) {
            try {
                channel.trySend(Objects.requireNonNull(result)); // there is room
            } catch (RuntimeException e) {
                // its owner has closed it
            }
        }
    }
}
