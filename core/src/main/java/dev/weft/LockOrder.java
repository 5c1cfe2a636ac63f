package dev.weft;

import static dev.weft.RunningCase.isLive;

import org.jspecify.annotations.Nullable;

/**
 * How a select locks all its channels: one after the other, in ascending order of their ids, so that two selects never
 * deadlock.
 *
 * <p>The order is a list of cases, linked by {@code nextToLock}. Its invariants, after each case that {@link #of} has
 * visited:
 *
 * <ol>
 *   <li>The ids of the channels ascend strictly. So there is one case per channel, its <em>lead</em>.
 *   <li>Every live case visited so far has a lead in the list with the same channel: itself or an earlier case. So a
 *       case object that occurs twice among the cases is in the list at most once.
 *   <li>{@code last} is the end of the list: its id is the largest, and its {@code nextToLock} is null.
 *   <li>A lead's {@code bothSides} is set if and only if the cases of its channel visited so far include a send and a
 *       receive.
 * </ol>
 *
 * <p>The algorithm relies on {@code nextToLock}, {@code lead} and {@code bothSides} being clear at the start, which
 * {@link SelectCase#leave} ensures. It also relies on the id of a case's channel not changing during a select: {@link
 * RunningCase} copies the channel on entry.
 */
@SuppressWarnings("NullAway") // it cannot follow isLive
final class LockOrder {
    private LockOrder() {}

    /**
     * Sorts the channels of all cases.
     *
     * @return the first case of the list; null if there is no channel
     */
    static @Nullable SelectCase of(@Nullable SelectCase[] cases) {
        SelectCase first = null;
        SelectCase last = null;
        for (SelectCase c : cases) {
            if (!isLive(c)) {
                continue;
            }
            long id = c.channel.id();
            c.lead = c;
            if (last == null || last.channel.id() < id) { // in most programs the cases are in order already
                c.nextToLock = null;
                if (last == null) {
                    first = c;
                } else {
                    last.nextToLock = c;
                }
                last = c;
                continue;
            }
            SelectCase before = null;
            SelectCase after = first;
            while (after.channel.id() < id) { // ends no later than at the case `last`, by (3)
                before = after;
                after = after.nextToLock;
            }
            if (after.channel.id() == id) { // the same channel, or even the same case, again
                c.lead = after;
                after.bothSides |= after.sends != c.sends;
                continue;
            }
            c.nextToLock = after;
            if (before == null) {
                first = c;
            } else {
                before.nextToLock = c;
            }
        }
        return first;
    }

    /**
     * Locks all channels of the list. A thread must not sleep for one lock while it holds another (see {@link
     * dev.weft.internal.wait.SpinLock}). So if a lock does not become free soon, this method frees all others, waits
     * for that one alone, and starts over.
     */
    static void lock(@Nullable SelectCase first) {
        for (SelectCase c = first; c != null;) {
            if (c.channel.tryLock()) {
                c = c.nextToLock;
            } else {
                unlock(first, c);
                c.channel.awaitFree();
                c = first;
            }
        }
    }

    /** Frees all locks of the list. */
    static void unlock(@Nullable SelectCase first) {
        unlock(first, null);
    }

    /**
     * Frees all locks of the list, that of one channel last, and then signals the waiter that this channel has served.
     */
    static void unlockAndWake(@Nullable SelectCase first, SelectCase served) {
        for (SelectCase c = first; c != null; c = c.nextToLock) {
            if (c.channel != served.channel) {
                c.channel.unlock();
            }
        }
        served.channel.unlockAndWake();
    }

    /** Frees the locks of the list from the first up to, but not including, {@code end}. */
    private static void unlock(@Nullable SelectCase first, @Nullable SelectCase end) {
        for (SelectCase c = first; c != end; c = c.nextToLock) {
            c.channel.unlock();
        }
    }
}
