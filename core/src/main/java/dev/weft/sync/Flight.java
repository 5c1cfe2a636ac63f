package dev.weft.sync;

import dev.weft.Call;
import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.internal.goroutine.Goroutine;
import dev.weft.sync.SingleFlight.Result;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One call of a {@link SingleFlight}, and who shares it. It is its own node in the {@link FlightTable}.
 *
 * <p><b>States</b>, all in {@code followers}:
 *
 * <ul>
 *   <li>NOBODY: under way, and not shared.
 *   <li>A chain: under way, and shared. The chain holds those that want the result on a channel. Those that wait in {@code
 *       run} wait for {@code landing} and are not in it; if one of them is the first to share the flight, the chain begins
 *       with IN_PERSON, which stands for all of them.
 *   <li>LANDED: over. The last state.
 * </ul>
 *
 * <p>Callers board by compare-and-set; the thread that flies lands by one exchange. So a caller either is in the chain that
 * the exchange has taken, or finds that the flight has landed, and then counts it as absent whether it is still in the table
 * or not. Landing calls no method of the key, allocates nothing, and waits for nobody.
 *
 * <p><b>Allocation.</b> The result that all share is allocated before the function is called. An exception around the
 * failure, where the others get one, is made afterwards; if there is no memory for it, {@link Failures#NO_MEMORY} takes its
 * place.
 *
 * <p><b>Memory.</b> {@code result} and {@code failure} are written before {@code landing} is done and before anything is
 * sent, and read after that.
 *
 * @param <K> the type of the key
 * @param <V> the type of the value
 */
final class Flight<K, V> {
    @SuppressWarnings("rawtypes") // it knows classes only
    private static final AtomicReferenceFieldUpdater<Flight, Follower> FOLLOWERS =
            AtomicReferenceFieldUpdater.newUpdater(Flight.class, Follower.class, "followers");

    /** One who wants the result on a channel. */
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

    /** Whether it is in the table, and the next one in its list there; guarded by the lock of the table. */
    boolean listed;

    @Nullable Flight<K, V> next;

    /** Whether it ever was; for the thread that began it, and the goroutine that flies it. */
    boolean added;

    private volatile Follower<V> followers;

    /** Done when it has landed: for those who wait in person. */
    private final WaitGroup landing = new WaitGroup();

    /** The channels that get the result when it has landed: of the caller that began the flight, and of the others. */
    private @Nullable Channel<Result<V>> first;

    private @Nullable Follower<V> untold;

    private boolean shared;
    private @Nullable Throwable failure;
    private @Nullable Result<V> result;

    /**
     * Creates a flight.
     *
     * @param first where the one that begins it wants the result; null: nowhere, as it calls the function itself
     */
    @SuppressWarnings("unchecked") // of any type, as it is told nothing
    Flight(K key, int hash, @Nullable Channel<Result<V>> first) {
        this.key = key;
        this.hash = hash;
        this.first = first;
        this.followers = (Follower<V>) NOBODY;
        landing.add(1);
    }

    /** Lands; see {@link Rehearsal}. */
    static void rehearse() {
        rehearse(() -> Unit.UNIT);
        rehearse(() -> {
            throw new InterruptedException();
        });
    }

    private static void rehearse(Call<Unit, ?> f) {
        Flight<Unit, Unit> flight = new Flight<>(Unit.UNIT, 0, Channel.make(1));
        flight.board(null);
        flight.board(new Follower<>(Channel.make(1)));
        flight.fly(f);
    }

    /** Whether its key is equal to another one, whose equals may fail. */
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
     * @param follower where the result is wanted; null: in {@link #await}
     * @return false if it has landed
     */
    @SuppressWarnings("unchecked") // of any type, as it is told nothing
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

    /** Waits for the landing of a flight that another thread flies; throws its failure if that is no exception. */
    Result<V> await() throws InterruptedException {
        landing.await();
        throwError();
        return Objects.requireNonNull(result);
    }

    /** The result for the thread that flew it: what has interrupted the function is its own; throws what is no exception. */
    Result<V> ownResult() {
        throwError();
        Throwable t = failure;
        return t != null && Goroutine.isStop(t)
                ? new Result<>(null, (Exception) t, shared)
                : Objects.requireNonNull(result);
    }

    /** Throws the failure if that is no exception. */
    void throwError() {
        Throwable t = failure;
        if (t != null && !(t instanceof Exception)) {
            throw Failures.<RuntimeException>asIs(t);
        }
    }

    /**
     * Calls the function, lands, and tells all. What the function throws is kept; what this throws is an error of the virtual
     * machine, and {@link #crash} must follow.
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

    /** What the others hear of the failure: neither an error nor an interrupt is theirs. */
    private @Nullable Exception exception() {
        Throwable t = failure;
        return t == null || t instanceof Exception && !Goroutine.isStop(t)
                ? (Exception) t
                : Failures.elsewhere(t);
    }

    /** From now on it counts as absent. To land a second time changes nothing. */
    @SuppressWarnings("unchecked") // of any type, as it is told nothing
    private boolean land() {
        Follower<V> all = (Follower<V>) FOLLOWERS.getAndSet(this, LANDED);
        if (all != LANDED) {
            shared = all != NOBODY;
            untold = all;
        }
        return shared;
    }

    /**
     * Ends a flight that has thrown, wherever that was, and tells all that have not been told yet. Changes nothing if all is
     * done, or if the flight never came into the table.
     */
    @SuppressWarnings("unchecked") // without a value, the result is one of any type
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

    /** Tells all that it has landed. If it throws, because the stack is full, the next call goes on from there. */
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
