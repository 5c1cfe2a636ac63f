package dev.weft;

import dev.weft.internal.channel.ChannelCore;
import dev.weft.internal.channel.NeverChannel;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One case of a {@link Select}: a {@link ReceiveCase} or a {@link SendCase}.
 *
 * <p>A case may be used in one select after another, by one thread at a time.
 *
 * <p><b>Memory consistency effects</b>: a case that was chosen orders what the same send or receive without a select
 * orders; see {@link Channel}. The others order nothing.
 */
public abstract sealed class SelectCase extends RunningCase permits ReceiveCase, SendCase {
    private static final VarHandle USER;

    static {
        try {
            USER = MethodHandles.lookup().findVarHandle(SelectCase.class, "user", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The channel that the case is aimed at; null: never ready. */
    private @Nullable ChannelCore<?> target;

    /** The thread whose select the case is part of: taken by compare-and-set, given back by a release. */
    private @Nullable Thread user;

    SelectCase(boolean sends, @Nullable Object channel) {
        super(sends);
        this.target = target(channel);
    }

    /**
     * Whether this case proceeded in the last select in which it took part.
     *
     * @return true if it did
     */
    public final boolean chosen() {
        return isChosen();
    }

    /** What a debugger wants: the channel, and what the last select has done. Values may be large, or secret: not shown. */
    @Override
    public final String toString() {
        return (sends ? "send to " : "receive from ") + target + describeResult();
    }

    /** What the last select has done, in words. */
    abstract String describeResult();

    /** The value to send, as it is set now; null for a receive. */
    abstract @Nullable Object valueToSend();

    /** Whether it has no result of an earlier select; for a send, whether it could be part of a select at all. */
    abstract boolean isForgotten();

    /**
     * Makes the current thread the user, and forgets the last result.
     *
     * @throws IllegalStateException if another thread is the user
     */
    final void enter(Thread me) {
        Object before = USER.compareAndExchange(this, null, me);
        if (before != null && before != me) {
            throw inUse();
        }
        begin(target, valueToSend());
    }

    /**
     * Whether a select of this case alone, with a default, has nothing to do: as often in a loop that polls, it is not
     * ready, and has forgotten its last result already. Then it need not be entered, and many may look.
     *
     * <p>The look takes the lock. To look without it, behind a fence, costs the same and was wrong: a fence orders
     * what this thread does, but a sender on another processor may have returned and have looked at other things
     * while its stores were still on their way, so that it and this thread both missed each other.
     *
     * @return false if that is not known
     */
    final boolean findsNothing() {
        ChannelCore<?> c = target;
        if (USER.getOpaque(this) != null || isChosen() || !isForgotten()) {
            return false;
        }
        if (c == null) {
            return true;
        }
        c.lock();
        boolean ready = ready(c);
        c.unlock();
        return !ready;
    }

    /** Gives the case free again, if the current thread is its user. */
    final void leave(Thread me) {
        if (user == me) { // not so if the same case stood twice, and somebody else has it already
            end();
            USER.setRelease(this, null);
        }
    }

    /**
     * Aims the case at another channel.
     *
     * @throws IllegalStateException if the case is in use
     */
    final void aim(@Nullable Object channel) {
        checkIdle();
        target = target(channel);
    }

    /** A context that is never done has a channel for all to share, on which a select need not queue up. */
    private static @Nullable ChannelCore<?> target(@Nullable Object channel) {
        return channel == NeverChannel.INSTANCE ? null : (ChannelCore<?>) channel;
    }

    /**
     * Called before the case is changed. Its user is inside a select, and so cannot be the caller.
     *
     * @throws IllegalStateException if the case is in use
     */
    final void checkIdle() {
        if (USER.getOpaque(this) != null) {
            throw inUse();
        }
    }

    private static IllegalStateException inUse() {
        return new IllegalStateException("select case in use by another thread");
    }
}
