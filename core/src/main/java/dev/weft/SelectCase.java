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
 * <p><b>Memory consistency effects</b>: a case that was chosen has those of the same send or receive without a select;
 * see {@link Channel}. The other cases have none.
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

    /** The channel that the case is aimed at; null if the case is never ready. */
    private @Nullable ChannelCore<?> target;

    /** The thread whose select the case is part of: set by compare-and-set, cleared by a release store. */
    private @Nullable Thread user;

    SelectCase(boolean sends, @Nullable Object channel) {
        super(sends);
        this.target = target(channel);
    }

    /**
     * Returns whether this case proceeded in the last select in which it took part.
     *
     * @return true if it did
     */
    public final boolean chosen() {
        return isChosen();
    }

    /**
     * Returns a string with the channel and what the last select did with this case. Values are not shown: they may be
     * large, or secret.
     */
    @Override
    public final String toString() {
        return (sends ? "send to " : "receive from ") + target + describeResult();
    }

    /** What the last select did with this case, in words. */
    abstract String describeResult();

    /** The value to send, as it is set now; null for a receive. */
    abstract @Nullable Object valueToSend();

    /**
     * Whether there is no result of an earlier select to forget; for a send, whether it has a value, without which a
     * select must fail.
     */
    abstract boolean isForgotten();

    /**
     * Makes the current thread the user, and forgets the last result.
     *
     * @throws IllegalStateException if another thread is the user, or if the channel cannot be used by this one
     */
    final void enter(Thread me) {
        checkUse(target);
        Object before = USER.compareAndExchange(this, null, me);
        if (before != null && before != me) {
            throw inUse();
        }
        begin(target, valueToSend());
    }

    /**
     * Whether a select of this case alone, with a default, has nothing to do, as is common in a polling loop: the case
     * is not ready, and has no earlier result to forget. Then it need not be entered, and several threads may check it
     * at once.
     *
     * <p>The check takes the lock. Checking without it, behind a fence, costs the same and was wrong. A fence orders
     * only what this thread does: a sender on another processor may have returned and read other variables while its
     * own stores were still on their way, so that it and this thread missed each other.
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
        checkUse(c);
        c.lock();
        boolean ready = ready(c);
        c.unlock();
        return !ready;
    }

    private static void checkUse(@Nullable ChannelCore<?> c) {
        if (c != null) {
            c.checkUse("select on");
        }
    }

    /** Releases the case, if the current thread is its user. */
    final void leave(Thread me) {
        if (user == me) { // not so if the same case occurs twice, and another thread has it already
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

    /**
     * Contexts that are never done all share one channel. It counts as null here, so that no select queues up on it.
     */
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
