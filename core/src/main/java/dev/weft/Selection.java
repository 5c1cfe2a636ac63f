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
 * <p><b>One instant.</b> A select locks all its channels, in the order of their ids (so two selects never
 * wait for each other), and looks at all cases before it does anything. If some are ready it does one of
 * them, chosen uniformly; if none is, it puts a waiter into the queue of every case, or gives up if it has a
 * default. Only then does it free the locks. To lock one channel after the other would be cheaper and wrong:
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
        enter(cases);
        try {
            return proceedAtOnce(cases);
        } finally {
            leave(cases, cases.length);
        }
    }

    /** The same for a select whose time-out is zero or less, which like all that can wait may be interrupted. */
    static int selectAtOnce(@Nullable SelectCase[] cases) throws InterruptedException {
        enter(cases);
        try {
            checkInterrupt();
            return proceedAtOnce(cases);
        } finally {
            leave(cases, cases.length);
        }
    }

    private static int proceedAtOnce(@Nullable SelectCase[] cases) {
        SelectCase locks = lockAll(cases);
        int done = proceed(cases, locks);
        if (done < 0) {
            unlockAll(locks);
        }
        return done;
    }

    /** Select that waits: -1 if the deadline passes. */
    static int select(@Nullable SelectCase[] callersCases, long deadline) throws InterruptedException {
        @Nullable SelectCase[] cases = callersCases;
        enter(cases);
        try {
            checkInterrupt();
            SelectCase locks = lockAll(cases);
            int done = proceed(cases, locks);
            if (done >= 0) {
                return done;
            }
            cases = cases.clone(); // the wait may be long, and the array is the caller's
            Selection selection = new Selection(locks == null ? WaitReason.SELECT_NO_CASES : WaitReason.SELECT);
            selection.queueUp(cases);
            unlockAll(locks);
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
            if (isLive(c) && c.sends && c.outgoing == null) {
                leave(cases, i + 1);
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
     * Locks the channels of all cases.
     *
     * @return the first of a list, linked by {@code nextToLock}, with one case a channel, in ascending order of
     *     the channels' ids; null if there is no channel
     */
    private static @Nullable SelectCase lockAll(@Nullable SelectCase[] cases) {
        SelectCase first = null;
        SelectCase last = null;
        for (SelectCase c : cases) {
            if (!isLive(c)) {
                continue;
            }
            long id = c.channel.id();
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
            if (after.channel.id() == id) {
                continue; // the same channel, or even the same case, again
            }
            c.nextToLock = after;
            if (before == null) {
                first = c;
            } else {
                before.nextToLock = c;
            }
        }
        for (SelectCase c = first; c != null; c = c.nextToLock) {
            c.channel.lock();
        }
        return first;
    }

    private static void unlockAll(@Nullable SelectCase locks) {
        for (SelectCase c = locks; c != null; c = c.nextToLock) {
            c.channel.unlock();
        }
    }

    // Proceeding at once.

    /**
     * With all channels locked: does one of the cases that are ready, and frees the locks. If none is ready,
     * returns -1 and keeps them.
     */
    private static int proceed(@Nullable SelectCase[] cases, @Nullable SelectCase locks) {
        for (;;) {
            int i = chooseReady(cases);
            if (i < 0) {
                return -1;
            }
            SelectCase c = cases[i];
            ChannelCore<?> channel = c.channel;
            if (c.sends && channel.isClosed()) {
                unlockAll(locks);
                throw ChannelCore.sendOnClosed();
            }
            // It can fail only because the partner was a waiting select that another channel has just won.
            // Then that partner is gone for good, so this ends.
            if (c.proceed(channel)) {
                c.choose();
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

    /** One of the ready cases, each with the same probability: the k-th one found replaces the choice with 1/k. */
    private static int chooseReady(@Nullable SelectCase[] cases) {
        int choice = -1;
        int found = 0;
        for (int i = 0; i < cases.length; i++) {
            SelectCase c = cases[i];
            if (isLive(c) && c.ready(c.channel)) {
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

    /** With all channels locked: puts a waiter into the queue of every case. */
    private void queueUp(@Nullable SelectCase[] cases) {
        for (SelectCase c : cases) {
            if (!isLive(c)) {
                continue;
            }
            Waiter w = c.waiter;
            if (w == null) {
                w = Waiter.forCase();
                c.waiter = w;
            } else if (w.isQueued()) {
                continue; // the same case again
            }
            w.use(this, c.outgoing);
            c.channel.queue(c.sends).addLast(w);
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
        for (int i = 0; i < cases.length; i++) {
            SelectCase c = cases[i];
            if (!isLive(c)) {
                continue;
            }
            Waiter w = c.waiter;
            if (w != won) {
                c.channel.lock();
                c.channel.queue(c.sends).remove(w);
                c.channel.unlock();
            } else if (index < 0) {
                index = i;
                c.received(w.element, ok);
            }
            w.release();
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
            c.choose();
        }
        return index;
    }

    /** Spins as the first channel has learned to. */
    private boolean spin(@Nullable SelectCase[] cases) {
        for (SelectCase c : cases) {
            if (isLive(c)) {
                return c.channel.spin(this);
            }
        }
        return false;
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
            for (SelectCase c : cases) {
                if (isLive(c)) {
                    c.channel.fire();
                }
            }
        }
    }
}
