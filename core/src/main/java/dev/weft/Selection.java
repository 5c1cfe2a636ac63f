package dev.weft;

import static dev.weft.internal.MonotonicClock.NEVER;

import dev.weft.internal.ChannelCore;
import dev.weft.internal.Wait;
import dev.weft.internal.WaitReason;
import dev.weft.internal.Waiter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A running select, and the algorithm of all of them.
 *
 * <p><b>At a glance.</b> A select first looks at its cases without any lock, and chooses one of those that seem
 * ready. It locks that channel alone, and if the case is ready indeed, does it: whoever finds something to do need
 * not know about the rest.
 *
 * <p><b>One instant.</b> But to find that there is nothing to do, a select locks all its channels, in the order of
 * their ids (so two selects never wait for each other), and looks at all cases before it does anything. If some are
 * ready it does one of them, chosen uniformly; if none is, it puts a waiter into the queue of every case, or gives up
 * if it has a default. Only then does it free the locks. To lock one channel after the other would be wrong:
 * the first may become ready while one looks at the second, just as the second ceases to be, and a default
 * would run although there was always a case that was ready.
 *
 * <p><b>One winner.</b> The waiters of a select share one {@link Wait}, this object. A partner that takes one
 * of them from a queue must first {@linkplain #claim claim} the select: {@code winner} goes from null to that
 * waiter by compare-and-set, once. All others that find it there skip its waiters. To give up, because of an
 * interrupt or a time-out, is to claim it for nobody; so either a case proceeds, or the select gives up.
 * Afterwards the thread takes its other waiters out of their queues, under the locks of their channels, one
 * after the other: when it returns, nobody holds a reference to them, and the cases can be used again.
 *
 * <p>Self-select: the thread looks for partners before it queues its own waiters, so it never meets itself.
 *
 * <p>Memory: {@code winner} is volatile. The winner's result was written before the {@link Wait#signal}.
 */
@SuppressWarnings("NullAway") // it cannot follow isLive, nor that a queued case has a waiter
final class Selection extends Wait {
    private static final VarHandle WINNER;

    static {
        try {
            WINNER = MethodHandles.lookup().findVarHandle(Selection.class, "winner", Waiter.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable Waiter winner;

    private Selection(WaitReason reason) {
        super(reason);
    }

    /** Select with a default: -1 if nothing is ready. */
    static int trySelect(@Nullable SelectCase[] cases) {
        if (cases.length == 1 && cases[0] != null && cases[0].findsNothing()) {
            return -1;
        }
        enter(cases);
        try {
            return attempt(cases);
        } finally {
            leave(cases, cases.length);
        }
    }

    /** The same for a select whose time-out is zero or less, which like all that can wait may be interrupted. */
    static int selectAtOnce(@Nullable SelectCase[] cases) throws InterruptedException {
        enter(cases);
        try {
            checkInterrupt();
            return attempt(cases);
        } finally {
            leave(cases, cases.length);
        }
    }

    private static int attempt(@Nullable SelectCase[] cases) {
        int glanced = glance(cases);
        if (glanced >= 0) {
            return glanced;
        }
        SelectCase locks = order(cases);
        lockAll(locks);
        int done = proceed(cases, locks);
        if (done < 0) {
            unlock(locks, null);
        }
        return done;
    }

    /** Select that waits: -1 if the deadline passes. */
    static int select(@Nullable SelectCase[] callersCases, long deadline) throws InterruptedException {
        @Nullable SelectCase[] cases = callersCases;
        enter(cases);
        try {
            checkInterrupt();
            int glanced = glance(cases);
            if (glanced >= 0) {
                return glanced;
            }
            SelectCase locks = order(cases);
            // What has to be made is made before the locks are taken, for others wait for these.
            Selection selection = new Selection(locks == null ? WaitReason.SELECT_NO_CASES : WaitReason.SELECT);
            cases = cases.clone(); // the wait may be long, and the array is the caller's
            makeWaiters(cases);
            int[] turns = sharesChannels(cases) ? shuffled(cases.length) : null;
            lockAll(locks);
            int done = proceed(cases, locks);
            if (done >= 0) {
                return done;
            }
            selection.queueUp(cases, turns);
            unlock(locks, null);
            return selection.await(cases, deadline);
        } finally {
            leave(cases, cases.length);
        }
    }

    /** Called when the cases have been entered: so an interrupted select has none that is chosen. */
    private static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    // The cases.

    /** Makes the current thread the user of all cases, or of none. */
    private static void enter(@Nullable SelectCase[] cases) {
        Thread me = Thread.currentThread();
        for (int i = 0; i < cases.length; i++) {
            SelectCase c = cases[i];
            if (c == null) {
                continue;
            }
            try {
                c.enter(me);
            } catch (IllegalStateException e) {
                leave(cases, i);
                throw e;
            }
        }
        for (SelectCase c : cases) {
            if (isLive(c) && c.sends && c.outgoing == null) {
                leave(cases, cases.length);
                throw new NullPointerException("a channel has no null elements");
            }
        }
    }

    /** Gives the first so many cases free. */
    private static void leave(@Nullable SelectCase[] cases, int count) {
        Thread me = Thread.currentThread();
        for (int i = 0; i < count; i++) {
            SelectCase c = cases[i];
            if (c != null) {
                c.leave(me);
            }
        }
    }

    /** Whether the case could ever be ready: it is there and has a channel. */
    private static boolean isLive(@Nullable SelectCase c) {
        return c != null && c.channel != null;
    }

    // The locks.

    /**
     * Puts the channels of all cases in order.
     *
     * @return the first of a list, linked by {@code nextToLock}, with one case a channel, in ascending order of
     *     the channels' ids; null if there is no channel
     */
    private static @Nullable SelectCase order(@Nullable SelectCase[] cases) {
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
            while (after.channel.id() < id) {
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
     * Locks all channels of the list. It must not sleep for one lock while it holds another (see {@link
     * dev.weft.internal.SpinLock}); so where a lock is not to be had soon, it frees all, waits for that one alone,
     * and begins anew.
     */
    private static void lockAll(@Nullable SelectCase first) {
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

    /** Frees the locks of the list from its first to before {@code end}. */
    private static void unlock(@Nullable SelectCase first, @Nullable SelectCase end) {
        for (SelectCase c = first; c != end; c = c.nextToLock) {
            c.channel.unlock();
        }
    }

    // Proceeding at once.

    /**
     * Does one of the cases that look ready, each with the same probability.
     *
     * @return its index; -1: none looked ready, or the one that was chosen no longer was
     */
    private static int glance(@Nullable SelectCase[] cases) {
        int choice = chooseReady(cases, false);
        if (choice < 0) {
            return -1;
        }
        SelectCase c = cases[choice];
        ChannelCore<?> channel = c.channel;
        channel.lock();
        if (c.sends && channel.isClosed()) {
            channel.unlock();
            throw ChannelCore.sendOnClosed();
        }
        boolean done = c.attempt(channel);
        channel.unlockAndWake();
        if (!done) {
            return -1;
        }
        c.markChosen();
        return choice;
    }

    /**
     * With all channels locked: does one of the cases that are ready, and frees the locks. If none is ready,
     * returns -1 and keeps them.
     */
    private static int proceed(@Nullable SelectCase[] cases, @Nullable SelectCase locks) {
        for (;;) {
            int i = chooseReady(cases, true);
            if (i < 0) {
                return -1;
            }
            SelectCase c = cases[i];
            ChannelCore<?> channel = c.channel;
            if (c.sends && channel.isClosed()) {
                unlock(locks, null);
                throw ChannelCore.sendOnClosed();
            }
            // It can fail only because the partner was a waiting select that another channel has just won.
            // Then that partner is gone for good, so this ends.
            if (c.attempt(channel)) {
                c.markChosen();
                for (SelectCase other = locks; other != null; other = other.nextToLock) {
                    if (other.channel != channel) {
                        other.channel.unlock();
                    }
                }
                channel.unlockAndWake();
                return i;
            }
        }
    }

    /**
     * One of the cases that are ready, or look so where the channels are not locked, each with the same probability: the
     * k-th one found replaces the choice with 1/k.
     */
    private static int chooseReady(@Nullable SelectCase[] cases, boolean locked) {
        int choice = -1;
        int found = 0;
        for (int i = 0; i < cases.length; i++) {
            SelectCase c = cases[i];
            if (isLive(c) && (locked ? c.ready(c.channel) : c.looksReady(c.channel))) {
                found++;
                if (found == 1 || ThreadLocalRandom.current().nextInt(found) == 0) {
                    choice = i;
                }
            }
        }
        return choice;
    }

    // Waiting.

    @Override
    public boolean claim(Waiter waiter) {
        return winner == null && WINNER.compareAndSet(this, null, waiter);
    }

    @Override
    public boolean claimable() {
        return winner == null;
    }

    /** Makes the waiters that are still missing. */
    private static void makeWaiters(@Nullable SelectCase[] cases) {
        for (SelectCase c : cases) {
            if (isLive(c) && c.waiter == null) {
                c.waiter = Waiter.forCase();
            }
        }
    }

    /** Whether several cases are on one channel. */
    private static boolean sharesChannels(@Nullable SelectCase[] cases) {
        for (SelectCase c : cases) {
            if (isLive(c) && c.lead != c) {
                return true;
            }
        }
        return false;
    }

    /** The numbers from 0 to n - 1 in an order of chance. */
    private static int[] shuffled(int n) {
        int[] numbers = new int[n];
        for (int i = 0; i < n; i++) {
            int k = ThreadLocalRandom.current().nextInt(i + 1);
            numbers[i] = numbers[k];
            numbers[k] = i;
        }
        return numbers;
    }

    /**
     * With all channels locked: puts a waiter into the queue of every case. Of those on one channel it is the first in
     * the queue that will be chosen; so that each may be it, they queue up by {@code turns} if it is there.
     */
    private void queueUp(@Nullable SelectCase[] cases, int @Nullable [] turns) {
        for (int i = 0; i < cases.length; i++) {
            SelectCase c = cases[turns == null ? i : turns[i]];
            if (!isLive(c)) {
                continue;
            }
            Waiter w = c.waiter;
            if (w.isQueued()) {
                continue; // the same case again
            }
            w.use(this, c.outgoing, c.lead.bothSides);
            c.channel.addLast(w);
        }
    }

    private int await(@Nullable SelectCase[] cases, long deadline) throws InterruptedException {
        Wakeup why = spin(cases) ? Wakeup.SIGNALLED : park(cases, deadline);
        if (why != Wakeup.SIGNALLED && !claim(Waiter.NOBODY)) {
            awaitUninterruptibly(); // a case has just won, and its signal is on its way
            why = Wakeup.SIGNALLED;
        }
        Waiter won = winner;
        boolean ok = won.ok;
        int index = -1;
        int places = 0; // in which the case stands that won: mostly one
        for (int i = 0; i < cases.length; i++) {
            SelectCase c = cases[i];
            if (!isLive(c)) {
                continue;
            }
            Waiter w = c.waiter;
            if (w != won) {
                c.channel.lock();
                c.channel.remove(w);
                c.channel.unlock();
                w.release();
                continue;
            }
            places++;
            if (places == 1 || ThreadLocalRandom.current().nextInt(places) == 0) {
                index = i;
            }
        }
        if (index >= 0) {
            cases[index].received(won.element, ok);
            won.release();
        }
        if (why == Wakeup.INTERRUPTED) {
            Thread.interrupted();
            throw new InterruptedException();
        }
        if (index >= 0) {
            SelectCase c = cases[index];
            if (c.sends && !ok) {
                throw ChannelCore.sendOnClosed();
            }
            c.markChosen();
        }
        return index;
    }

    /**
     * Spins as the most promising of the channels has learned to; not with a timer among the cases, which nobody else
     * fires.
     */
    private boolean spin(@Nullable SelectCase[] cases) {
        ChannelCore<?> best = null;
        for (SelectCase c : cases) {
            if (isLive(c)) {
                if (c.channel.dueAt() != NEVER) {
                    return false;
                }
                if (best == null || c.channel.isMorePromisingThan(best)) {
                    best = c.channel;
                }
            }
        }
        return best != null && best.spin(this);
    }

    /** Parks until there is a result or a reason to give up; meanwhile fires the timers among the cases. */
    private Wakeup park(@Nullable SelectCase[] cases, long deadline) {
        for (;;) {
            long due = NEVER;
            for (SelectCase c : cases) {
                if (isLive(c)) {
                    due = Math.min(due, c.channel.dueAt());
                }
            }
            Wakeup why = await(Math.min(deadline, due));
            if (why != Wakeup.POKED && (why != Wakeup.TIMED_OUT || due > deadline)) {
                return why;
            }
            SelectCase earliest = null;
            for (SelectCase c : cases) {
                if (isLive(c) && (earliest == null || c.channel.dueAt() < earliest.channel.dueAt())) {
                    earliest = c;
                }
            }
            earliest.channel.fire(); // before the others, which may have become due meanwhile
            for (SelectCase c : cases) {
                if (isLive(c)) {
                    c.channel.fire();
                }
            }
            if (winner != null) {
                awaitUninterruptibly(); // by now all these waiters are dead, and there is nothing to fire for them
                return Wakeup.SIGNALLED;
            }
        }
    }
}
