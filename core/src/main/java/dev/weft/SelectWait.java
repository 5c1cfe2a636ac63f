package dev.weft;

import static dev.weft.RunningCase.isLive;
import static dev.weft.internal.time.MonotonicClock.NEVER;

import dev.weft.internal.channel.ChannelCore;
import dev.weft.internal.time.Clock;
import dev.weft.internal.wait.Wait;
import dev.weft.internal.wait.WaitReason;
import dev.weft.internal.wait.Waiter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A select that waits, from the moment it queues up on all its channels until it has left all their queues.
 *
 * <p><b>One winner.</b> The waiters of a select, one per case, share one {@link Wait}: this object. A partner that
 * takes one of them from a queue must first {@linkplain #claim claim} the select: {@code winner} goes from null to that
 * waiter by compare-and-set, once. Any other thread that finds {@code winner} set skips the waiters of this select. To
 * give up, because of an interrupt, a time-out or a failure, the waiting thread claims the select for {@link
 * Waiter#NOBODY}. So either a case proceeds or the select gives up, never both. Afterwards the thread takes its
 * remaining waiters out of their queues, one after another, each under the lock of its channel. When it returns, nobody
 * holds a reference to them, and the cases can be reused.
 *
 * <p>Memory: {@code winner} is volatile. The partner writes the result into the winning waiter before it calls {@link
 * Wait#signal}, which publishes it.
 */
@SuppressWarnings("NullAway") // it cannot follow isLive, nor that a queued case has a waiter
final class SelectWait extends Wait {
    private static final VarHandle WINNER;

    static {
        try {
            WINNER = MethodHandles.lookup().findVarHandle(SelectWait.class, "winner", Waiter.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        new SelectWait(new SelectCase[0], WaitReason.SELECT, null).claim(Waiter.NOBODY); // a rehearsal, see SpinLock
    }

    private final @Nullable SelectCase[] cases;

    /**
     * The order in which the cases queue up if some share a channel; null for the order of the array. See {@link
     * #queueUp}.
     */
    private final int @Nullable [] turns;

    private volatile @Nullable Waiter winner;

    private SelectWait(@Nullable SelectCase[] cases, WaitReason reason, int @Nullable [] turns) {
        super(reason);
        this.cases = cases;
        this.turns = turns;
    }

    /**
     * Makes everything that the wait needs. {@link LockOrder} has already sorted the cases.
     *
     * @param cases the cases, in an array that nobody changes
     */
    static SelectWait prepare(@Nullable SelectCase[] cases) {
        boolean live = false;
        boolean shared = false;
        for (SelectCase c : cases) {
            if (isLive(c)) {
                live = true;
                shared |= c.lead != c;
                if (c.waiter == null) {
                    c.waiter = Waiter.forCase();
                }
            }
        }
        return new SelectWait(cases, live ? WaitReason.SELECT : WaitReason.SELECT_NO_CASES,
                shared ? shuffled(cases.length) : null);
    }

    /** The numbers from 0 to n - 1 in random order. */
    private static int[] shuffled(int n) {
        int[] numbers = new int[n];
        for (int i = 0; i < n; i++) {
            int k = ThreadLocalRandom.current().nextInt(i + 1);
            numbers[i] = numbers[k];
            numbers[k] = i;
        }
        return numbers;
    }

    @Override
    public boolean claim(Waiter waiter) {
        return winner == null && WINNER.compareAndSet(this, null, waiter);
    }

    @Override
    public boolean claimable() {
        return winner == null;
    }

    /**
     * Puts a waiter into the queue of every case; called with all channels locked. Of several cases on one channel, a
     * partner will choose the first in the queue. So they queue up in random order, which gives each the same chance.
     */
    void queueUp() {
        for (int i = 0; i < cases.length; i++) {
            SelectCase c = cases[turns == null ? i : turns[i]];
            if (!isLive(c)) {
                continue;
            }
            Waiter w = c.waiter;
            if (c.channel.isQueued(w)) {
                continue; // the same case again
            }
            w.use(this, c.outgoing, c.lead.bothSides);
            c.channel.addCase(w);
        }
    }

    /**
     * Waits until a case has proceeded, and leaves all queues.
     *
     * @return the index of that case; -1 if the deadline has passed
     */
    int awaitCase(long deadline) throws InterruptedException {
        Wakeup why = spinOrPark(deadline);
        if (why != Wakeup.SIGNALLED && !claim(Waiter.NOBODY)) {
            awaitUninterruptibly(); // a case has just won, and its signal is on its way
            why = Wakeup.SIGNALLED;
        }
        Waiter won = winner;
        boolean ok = won.ok;
        int index = -1;
        int places = 0; // how often the winning case occurs: mostly once
        for (int i = 0; i < cases.length; i++) {
            SelectCase c = cases[i];
            if (!isLive(c)) {
                continue;
            }
            Waiter w = c.waiter;
            if (w != won) {
                c.channel.lockAgain();
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
        if (index < 0) {
            throwUnlessTimedOut(why);
            return -1;
        }
        SelectCase c = cases[index];
        c.received(won.element, ok);
        won.release();
        if (c.sends && !ok) {
            throw ChannelCore.sendOnClosed();
        }
        c.markChosen();
        return index;
    }

    /** Never throws: whatever happens, the waiters have to be taken out of their queues. */
    private Wakeup spinOrPark(long deadline) {
        try {
            return spin(deadline) ? Wakeup.SIGNALLED : park(deadline);
        } catch (Throwable t) {
            return failed(t);
        }
    }

    /**
     * Spins if the most promising of the channels has learned that it pays. It does not spin if a timer among the cases
     * is set, since only a waiter fires a timer; and a timer that is set meanwhile ends the spin.
     */
    private boolean spin(long deadline) {
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
        return best != null && best.spin(this, deadline);
    }

    /** Parks until there is a result or a reason to give up; meanwhile fires the timers among the cases. */
    private Wakeup park(long deadline) {
        Clock of = clockOfWaits();
        for (;;) {
            long due = NEVER;
            for (SelectCase c : cases) {
                if (isLive(c)) {
                    due = Math.min(due, c.channel.dueAt());
                }
            }
            Wakeup why = await(Math.min(deadline, due), of);
            if (why != Wakeup.POKED && (why != Wakeup.TIMED_OUT || due > deadline)) {
                return why;
            }
            fireTimers();
            if (winner != null) {
                awaitUninterruptibly(); // by now all these waiters are dead, and there is nothing to fire for them
                return Wakeup.SIGNALLED;
            }
        }
    }

    /** The clock of the bubble, if only its goroutines (or the clock) can end this wait; null if anybody can. */
    private @Nullable Clock clockOfWaits() {
        Clock home = Clock.virtual();
        for (int i = 0; home != null && i < cases.length; i++) {
            SelectCase c = cases[i];
            if (isLive(c) && c.channel.clock() != home) {
                home = null;
            }
        }
        return home;
    }

    private void fireTimers() {
        SelectCase earliest = null;
        long earliestDue = NEVER;
        int found = 0; // with that due: in a bubble there may be several
        for (SelectCase c : cases) {
            if (!isLive(c)) {
                continue;
            }
            long due = c.channel.dueAt();
            if (earliest == null || due < earliestDue) {
                earliestDue = due;
                found = 0;
            }
            if (due == earliestDue && (++found == 1 || ThreadLocalRandom.current().nextInt(found) == 0)) {
                earliest = c;
            }
        }
        earliest.channel.fire(); // before the others, which may have become due meanwhile
        for (SelectCase c : cases) {
            if (isLive(c)) {
                c.channel.fire();
            }
        }
    }
}
