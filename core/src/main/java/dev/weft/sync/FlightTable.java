package dev.weft.sync;

import dev.weft.internal.SpinLock;
import org.jspecify.annotations.Nullable;

/**
 * The flights of one {@link SingleFlight}, by the hashes of their keys: a hash table whose nodes are the flights themselves,
 * and the lock that guards it.
 *
 * <p>Why not a {@link java.util.HashMap}: to take a flight out of that calls methods of its key, which may fail, and does not
 * find a key that has changed; to put one in allocates, and where that fails the new node may be in or not. Here a flight
 * keeps the hash with which it came, it leaves by its identity, and all that is ever allocated is a larger array, for speed
 * only: without memory for it the lists just become longer.
 *
 * <p>Keys are compared by whoever looks for one, without the lock: he asks for one flight with his hash after the other.
 * Flights are added at the end of their list, so whoever is on the way through it meets those that come meanwhile; if the
 * flight at which he stands leaves the list, he begins anew. To find no more and to add one's own is one step, so there is
 * never a second flight for a key, but for those that have landed or were forgotten.
 *
 * <p>All methods are called with the lock held, but for {@link #larger}. A flight that has landed is not found; if it is still
 * in the table, as its thread is on the way to take it out, or had no stack to do so, whoever comes across it does.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
final class FlightTable<K, V> extends SpinLock {
    private static final int SMALLEST = 16;
    private static final int LARGEST = 1 << 30;

    /** Each is a list, linked by {@code next}; their number is a power of two. */
    private @Nullable Flight<K, V>[] lists = newLists(SMALLEST);

    private int size;

    @SuppressWarnings("unchecked") // arrays of a generic type cannot be made otherwise
    private static <K, V> @Nullable Flight<K, V>[] newLists(int length) {
        return (@Nullable Flight<K, V>[]) new Flight<?, ?>[length];
    }

    /** The hash of a key, with its upper bits mixed into the lower ones, by which the list is chosen. */
    static int hash(Object key) {
        int h = key.hashCode();
        return h ^ h >>> 16;
    }

    /**
     * The next flight with a hash.
     *
     * @param after the last one that was returned; null: begin
     * @return one that is under way, or was a moment ago; null: no more
     */
    @Nullable Flight<K, V> next(int hash, @Nullable Flight<K, V> after) {
        Flight<K, V> flight = after != null && after.listed ? after.next : lists[hash & lists.length - 1];
        while (flight != null) {
            Flight<K, V> following = flight.next;
            if (flight.hasLanded()) {
                remove(flight);
            } else if (flight.hash == hash) {
                return flight;
            }
            flight = following;
        }
        return null;
    }

    /** Adds a flight that was never in a table, at the end of its list. */
    void add(Flight<K, V> flight) {
        int i = flight.hash & lists.length - 1;
        Flight<K, V> last = lists[i];
        if (last == null) {
            lists[i] = flight;
        } else {
            while (last.next != null) {
                last = last.next;
            }
            last.next = flight;
        }
        flight.listed = true;
        flight.added = true;
        size++;
    }

    /** Takes a flight out, if it is in. */
    void remove(Flight<K, V> flight) {
        if (!flight.listed) {
            return;
        }
        int i = flight.hash & lists.length - 1;
        Flight<K, V> before = lists[i];
        if (before == flight) {
            lists[i] = flight.next;
        } else {
            while (before != null && before.next != flight) {
                before = before.next;
            }
            if (before != null) {
                before.next = flight.next;
            }
        }
        flight.listed = false;
        flight.next = null; // or a flight that was forgotten, and takes long, would keep others alive
        size--;
    }

    /**
     * Makes longer lists shorter again, by more of them: to be called before the lock is taken, as it allocates.
     *
     * @return something for {@link #grow}; null: not needed, or there is no memory for it
     */
    @Nullable Flight<K, V> @Nullable [] larger() {
        int length = lists.length; // may be an old one: then grow does nothing
        if (size < length - length / 4 || length >= LARGEST) {
            return null;
        }
        try {
            return newLists(2 * length);
        } catch (OutOfMemoryError e) {
            return null;
        }
    }

    /** Moves all flights into more lists, unless somebody has done so meanwhile; in each they keep their order. */
    void grow(@Nullable Flight<K, V>[] larger) {
        if (larger.length != 2 * lists.length) {
            return;
        }
        for (int i = 0; i < lists.length; i++) {
            Flight<K, V> lastStays = null;
            Flight<K, V> lastMoves = null;
            for (Flight<K, V> flight = lists[i]; flight != null; flight = flight.next) {
                if ((flight.hash & lists.length) == 0) {
                    if (lastStays == null) {
                        larger[i] = flight;
                    } else {
                        lastStays.next = flight;
                    }
                    lastStays = flight;
                } else {
                    if (lastMoves == null) {
                        larger[i + lists.length] = flight;
                    } else {
                        lastMoves.next = flight;
                    }
                    lastMoves = flight;
                }
            }
            if (lastStays != null) {
                lastStays.next = null;
            }
            if (lastMoves != null) {
                lastMoves.next = null;
            }
        }
        lists = larger;
    }
}
