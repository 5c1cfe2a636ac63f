package dev.weft.sync;

import dev.weft.internal.wait.SpinLock;
import org.jspecify.annotations.Nullable;

/**
 * The flights of one {@link SingleFlight} by the hashes of their keys: a hash table whose nodes are the flights themselves,
 * and the lock that guards it.
 *
 * <p>Why not a {@link java.util.HashMap}: removing from it calls methods of the key, which may fail, and does not find
 * a key that has changed; adding to it allocates, and if that fails, the new node may or may not be in the map. Here a
 * flight keeps the hash with which it came and is removed by its identity. The only allocation is that of a larger
 * array, for speed: without memory for it, the lists just grow longer.
 *
 * <p>Keys are compared without the lock. The caller that looks for a key asks for the flights with its hash, one after
 * the other, and compares. Flights are added at the end of their list, so a caller on its way through the list meets
 * those added meanwhile; if its current flight leaves the list, it starts again. Finding no more flights and adding a
 * new one is a single step, so no two flights for equal keys are in the table, except those that have landed.
 *
 * <p>All methods are called with the lock held, except {@link #larger}. A flight that has landed is not found. If it is
 * still in the table, because its thread has yet to remove it or had no stack left to do so, the next caller that meets
 * it removes it.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
final class FlightTable<K, V> extends SpinLock {
    private static final int SMALLEST = 16;
    private static final int LARGEST = 1 << 30;

    /** Each element is a list, linked by {@code next}; their number is a power of two. */
    private @Nullable Flight<K, V>[] lists = newLists(SMALLEST);

    private int size;

    @SuppressWarnings("unchecked") // arrays of a generic type cannot be made otherwise
    private static <K, V> @Nullable Flight<K, V>[] newLists(int length) {
        return (@Nullable Flight<K, V>[]) new Flight<?, ?>[length];
    }

    /** The hash of a key, with its upper bits mixed into the lower ones, which choose the list. */
    static int hash(Object key) {
        int h = key.hashCode();
        return h ^ h >>> 16;
    }

    /**
     * The next flight with a hash.
     *
     * @param after the flight returned last; null: start
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

    /** Removes a flight, if it is in the table. */
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
        flight.next = null; // or a forgotten flight that runs for a long time would keep others alive
        size--;
    }

    /** How many flights are in the table; a snapshot, without the lock. */
    int size() {
        return size;
    }

    /**
     * Allocates more lists if the lists have become long. Call it before taking the lock.
     *
     * @return the argument for {@link #grow}; null: not needed, or there is no memory for it
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

    /**
     * Moves all flights into more lists, unless another thread has done so meanwhile; in each list they keep their
     * order.
     */
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
