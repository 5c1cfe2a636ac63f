package dev.weft;

import static dev.weft.RunningCase.isLive;

import dev.weft.internal.channel.BufferedChannel;
import dev.weft.internal.channel.ChannelCore;
import dev.weft.internal.channel.UnbufferedChannel;
import dev.weft.internal.wait.StackReserve;
import dev.weft.internal.wait.Wait;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The algorithm of a select, up to the point where it has to wait; {@link SelectWait} takes over there.
 *
 * <p><b>First, a glance.</b> A select first looks at its cases without any lock, and chooses one of those that look
 * ready. It locks only that channel and, if the case is indeed ready, performs it: a select that finds something to do
 * need not know about the rest.
 *
 * <p><b>Then, one instant.</b> To find that there is nothing to do, a select locks all its channels (see {@link
 * LockOrder}), and looks at all cases before it does anything. If some are ready, it performs one of them, chosen
 * uniformly; if none is, it puts a waiter into the queue of every case, or gives up if it has a default. Only then does
 * it free the locks. Looking at one channel after another, each under its own lock, would be wrong: the first may
 * become ready while the select looks at the second, just as the second ceases to be ready, and the default would run
 * although some case was ready at every moment.
 *
 * <p><b>Nothing is allocated under the locks</b>: an allocation may fail or take long, and other threads wait for these
 * locks. What a wait needs is made before. If a timer's channel has an element to offer that is not made yet, the
 * select frees the locks, has it made, and looks at its cases again.
 *
 * <p>The thread looks for partners before it queues its own waiters, so a select never pairs with itself.
 */
@SuppressWarnings("NullAway") // it cannot follow isLive
final class Selection {
    static {
        rehearse();
    }

    private Selection() {}

    /**
     * Runs each step that is taken with a lock held, so that no class has to be loaded there later, when there may be no
     * memory or no stack for that; see {@link dev.weft.internal.wait.SpinLock}.
     */
    private static void rehearse() {
        Channel<Unit> buffer = new BufferedChannel<>(2);
        SelectCase send = Select.send(buffer, Unit.UNIT);
        SelectCase receive = Select.receive(new UnbufferedChannel<>());
        trySelect(send, receive); // sends, at a glance
        trySelect(send, send); // chooses between two
        trySelect(send, receive); // locks both, and finds nothing
        trySelect(receive);
        SelectCase received = Select.receive(buffer);
        enter(new SelectCase[] {received});
        lockAndProceed(new SelectCase[] {received}, LockOrder.of(new SelectCase[] {received}));
        received.leave(Thread.currentThread());
    }

    /** Select with a default: -1 if nothing is ready. */
    static int trySelect(@Nullable SelectCase... cases) {
        if (cases.length == 1 && cases[0] != null && cases[0].findsNothing()) {
            return -1;
        }
        enter(cases);
        try {
            return selectNow(cases);
        } finally {
            leave(cases, cases.length);
        }
    }

    /**
     * Select whose time-out is zero or less: like {@link #trySelect}, except that it can be interrupted, as everything
     * that may wait.
     */
    static int selectAtOnce(@Nullable SelectCase[] cases) throws InterruptedException {
        enter(cases);
        try {
            Wait.checkInterrupt(); // now that the cases have been entered, so none is chosen after an interrupt
            return selectNow(cases);
        } finally {
            leave(cases, cases.length);
        }
    }

    private static int selectNow(@Nullable SelectCase[] cases) {
        int glanced = glance(cases);
        if (glanced >= 0) {
            return glanced;
        }
        SelectCase locks = LockOrder.of(cases);
        int done = lockAndProceed(cases, locks);
        if (done < 0) {
            LockOrder.unlock(locks);
        }
        return done;
    }

    /** Select that waits: -1 if the deadline passes. */
    static int select(@Nullable SelectCase[] callersCases, long deadline) throws InterruptedException {
        @Nullable SelectCase[] cases = callersCases;
        enter(cases);
        try {
            Wait.checkInterrupt(); // now that the cases have been entered, so none is chosen after an interrupt
            int glanced = glance(cases);
            if (glanced >= 0) {
                return glanced;
            }
            SelectCase locks = LockOrder.of(cases);
            cases = cases.clone(); // the wait may be long, and the caller may change the array
            SelectWait wait = SelectWait.prepare(cases);
            int done = lockAndProceed(cases, locks);
            if (done >= 0) {
                return done;
            }
            wait.queueUp();
            LockOrder.unlock(locks);
            return wait.awaitCase(deadline);
        } finally {
            leave(cases, cases.length);
        }
    }

    // The cases.

    /** Makes the current thread the user of all cases, or of none. */
    private static void enter(@Nullable SelectCase[] cases) {
        StackReserve.check();
        Thread me = Thread.currentThread();
        for (int i = 0; i < cases.length; i++) {
            SelectCase c = cases[i];
            if (c == null) {
                continue;
            }
            try {
                c.enter(me);
            } catch (RuntimeException | Error e) {
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

    /** Releases the first {@code count} cases. */
    private static void leave(@Nullable SelectCase[] cases, int count) {
        Thread me = Thread.currentThread();
        for (int i = 0; i < count; i++) {
            SelectCase c = cases[i];
            if (c != null) {
                c.leave(me);
            }
        }
    }

    // Proceeding at once.

    /**
     * Performs one of the cases that look ready, each with the same probability.
     *
     * @return its index; -1 if none looked ready, or if the chosen one no longer was
     */
    private static int glance(@Nullable SelectCase[] cases) {
        int choice = chooseReady(cases, false);
        if (choice < 0) {
            return -1;
        }
        SelectCase c = cases[choice];
        ChannelCore<?> channel = c.channel;
        for (;;) {
            channel.lock();
            if (c.sends && channel.isClosed()) {
                channel.unlock();
                throw ChannelCore.sendOnClosed();
            }
            RunningCase.Attempt attempt = c.attempt(channel);
            channel.unlockAndWake();
            switch (attempt) {
                case DONE -> {
                    c.markChosen();
                    return choice;
                }
                case UNMADE -> channel.make();
                default -> {
                    return -1;
                }
            }
        }
    }

    /**
     * Locks all channels, and performs one of the cases that are ready.
     *
     * @return its index, with the locks free again; -1 if none is ready, with the locks still held
     */
    private static int lockAndProceed(@Nullable SelectCase[] cases, @Nullable SelectCase locks) {
        LockOrder.lock(locks);
        for (;;) {
            int i = chooseReady(cases, true);
            if (i < 0) {
                return -1;
            }
            SelectCase c = cases[i];
            if (c.sends && c.channel.isClosed()) {
                LockOrder.unlock(locks);
                throw ChannelCore.sendOnClosed();
            }
            switch (c.attempt(c.channel)) {
                case DONE -> {
                    c.markChosen();
                    LockOrder.unlockAndWake(locks, c);
                    return i;
                }
                case UNMADE -> {
                    LockOrder.unlock(locks);
                    c.channel.make();
                    LockOrder.lock(locks);
                }
                case GONE -> {
                    // The partner was a waiting select that has just been claimed through another channel. It is gone
                    // for good, so this loop ends.
                }
            }
        }
    }

    /**
     * Chooses among the cases that are ready (or that look ready, if the channels are not locked), each with the same
     * probability: the k-th one found replaces the choice with probability 1/k.
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
}
