package dev.weft;

import dev.weft.internal.channel.ChannelCore;
import dev.weft.internal.wait.Waiter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A case as the running select sees it: what {@link Selection}, {@link LockOrder} and {@link SelectWait} keep about it.
 *
 * <p>All of it belongs to the one thread whose select the case is part of (see {@link SelectCase}), and is plain. The
 * channel and the value are copied on entry, so that a thread which re-aims the case meanwhile, against the rules and
 * unnoticed, cannot disturb the running select.
 */
abstract sealed class RunningCase permits SelectCase {
    /** What has become of an attempt to proceed. */
    enum Attempt {
        /** The case has proceeded. */
        DONE,
        /** Another thread has been faster: the case is not ready. */
        GONE,
        /** There is something to receive, but it has yet to be made: {@link ChannelCore#make}. */
        UNMADE
    }

    /** Whether this is a send. */
    final boolean sends;

    /** The channel of the running select; null: never ready. */
    @Nullable ChannelCore<?> channel;

    /** What the running select sends; null for a receive. */
    @Nullable Object outgoing;

    /** The place in the queue of the channel; made when the case first has to wait, then used again. */
    @Nullable Waiter waiter;

    // The order in which the channels are locked; see LockOrder, which sets these.

    /** The next case in that order. */
    @Nullable SelectCase nextToLock;

    /** The case in that order that stands for the channel: this one, or an earlier one on the same channel. */
    @Nullable SelectCase lead;

    /** Of a lead: whether its channel has cases that send and cases that receive. */
    boolean bothSides;

    private boolean chosen;

    RunningCase(boolean sends) {
        this.sends = sends;
    }

    /** Takes over what was received: a value and true, or null and false. */
    abstract void received(@Nullable Object value, boolean ok);

    /** The select begins: the last result is forgotten. */
    final void begin(@Nullable ChannelCore<?> aimedAt, @Nullable Object toSend) {
        channel = aimedAt;
        outgoing = toSend;
        chosen = false;
        received(null, false);
    }

    /** The select is over: only its result stays. */
    final void end() {
        channel = null;
        outgoing = null;
        nextToLock = null;
        lead = null;
        bothSides = false;
    }

    /** Whether the case could ever be ready: it is there and has a channel. */
    static boolean isLive(@Nullable RunningCase c) {
        return c != null && c.channel != null;
    }

    /** Whether the case could perhaps proceed, or fail; without the channel's lock. */
    final boolean looksReady(ChannelCore<?> unlocked) {
        return sends ? unlocked.looksFree() : unlocked.looksFilled();
    }

    /** Whether the case could proceed, or fail; with the channel's lock held. */
    final boolean ready(ChannelCore<?> locked) {
        return sends ? locked.sendReady() : locked.canReceive();
    }

    /**
     * Sends or receives, if that is still possible. With the channel's lock held; the caller then follows with
     * {@link ChannelCore#unlockAndWake}.
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

    /** Says that this is the case that proceeded. */
    final void markChosen() {
        chosen = true;
    }

    /** Whether it is. */
    final boolean isChosen() {
        return chosen;
    }
}
