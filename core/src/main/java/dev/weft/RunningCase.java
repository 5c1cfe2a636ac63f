package dev.weft;

import dev.weft.internal.channel.ChannelCore;
import dev.weft.internal.wait.Waiter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A case as the running select sees it: what {@link Selection}, {@link LockOrder} and {@link SelectWait} keep about it.
 *
 * <p>All fields are plain: they belong to the one thread whose select the case is part of (see {@link SelectCase}). The
 * channel and the value are copied on entry, so that a thread that breaks the rules and re-aims the case in the
 * meantime, unnoticed, cannot disturb the running select.
 */
abstract sealed class RunningCase permits SelectCase {
    /** The outcome of an attempt to proceed. */
    enum Attempt {
        /** The case has proceeded. */
        DONE,
        /** Another thread was faster: the case is no longer ready. */
        GONE,
        /** There is something to receive, but it must be made first: {@link ChannelCore#make}. */
        UNMADE
    }

    /** Whether this is a send. */
    final boolean sends;

    /** The channel in the running select; null if the case is never ready. */
    @Nullable ChannelCore<?> channel;

    /** What the running select sends; null for a receive. */
    @Nullable Object outgoing;

    /** The place in the queue of the channel; made when the case first has to wait, then reused. */
    @Nullable Waiter waiter;

    // The order in which the channels are locked; see LockOrder, which sets these.

    /** The next case in that order. */
    @Nullable SelectCase nextToLock;

    /** The case in that order that represents the channel: this one, or an earlier one on the same channel. */
    @Nullable SelectCase lead;

    /** For a lead: whether its channel has both cases that send and cases that receive. */
    boolean bothSides;

    private boolean chosen;

    RunningCase(boolean sends) {
        this.sends = sends;
    }

    /** Stores what was received: a value and true, or null and false. */
    abstract void received(@Nullable Object value, boolean ok);

    /** Begins a select: forgets the last result. */
    final void begin(@Nullable ChannelCore<?> aimedAt, @Nullable Object toSend) {
        channel = aimedAt;
        outgoing = toSend;
        chosen = false;
        received(null, false);
    }

    /** Ends a select: keeps only its result. */
    final void end() {
        channel = null;
        outgoing = null;
        nextToLock = null;
        lead = null;
        bothSides = false;
    }

    /** Whether the case could ever be ready: it is not null, and has a channel. */
    static boolean isLive(@Nullable RunningCase c) {
        return c != null && c.channel != null;
    }

    /** Whether the case could probably proceed, or fail; a guess, without the channel's lock. */
    final boolean looksReady(ChannelCore<?> unlocked) {
        return sends ? unlocked.looksFree() : unlocked.looksFilled();
    }

    /** Whether the case could proceed, or fail; with the channel's lock held. */
    final boolean ready(ChannelCore<?> locked) {
        return sends ? locked.sendReady() : locked.canReceive();
    }

    /**
     * Sends or receives, if that is still possible. Called with the channel's lock held; the caller must call {@link
     * ChannelCore#unlockAndWake} next.
     */
    final Attempt attempt(ChannelCore<?> locked) {
        if (sends) {
            return locked.put(Objects.requireNonNull(outgoing)) ? Attempt.DONE : Attempt.GONE; // checked on entry
        }
        Object taken = locked.take();
        if (taken == null) {
            return Attempt.GONE;
        }
        if (taken == ChannelCore.UNMADE) {
            return Attempt.UNMADE;
        }
        if (taken != ChannelCore.CLOSED) {
            received(taken, true);
        }
        return Attempt.DONE;
    }

    /** Records that this case proceeded. */
    final void markChosen() {
        chosen = true;
    }

    /** Whether this case proceeded. */
    final boolean isChosen() {
        return chosen;
    }
}
