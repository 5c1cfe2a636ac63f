package dev.weft;

import dev.weft.internal.ChannelCore;
import dev.weft.internal.Waiter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One case of a {@link Select}: a {@link ReceiveCase} or a {@link SendCase}.
 *
 * <p>A case may be used in one select after another, by one thread at a time.
 */
public abstract sealed class SelectCase permits ReceiveCase, SendCase {
    private static final VarHandle USER;

    static {
        try {
            USER = MethodHandles.lookup().findVarHandle(SelectCase.class, "user", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Everything below belongs to the thread that is using the case; `user` says which, and hands it over.

    /** The thread whose select the case is part of, taken by compare-and-set, given back by a release. */
    @SuppressWarnings("UnusedVariable") // by USER
    private @Nullable Thread user;

    /** Its channel, or null: never ready. */
    @Nullable ChannelCore<?> channel;

    /** Its place in the queue of its channel; made when it first has to wait. */
    @Nullable Waiter waiter;

    /** The next case in the order in which the running select locks its channels. */
    @Nullable SelectCase nextToLock;

    private boolean chosen;

    SelectCase() {}

    /**
     * Whether this case proceeded in the last select in which it took part.
     *
     * @return true if it did
     */
    public final boolean chosen() {
        return chosen;
    }

    /** Whether the case could proceed, or fail; with the channel's lock held. */
    abstract boolean ready(ChannelCore<?> locked);

    /**
     * Sends or receives, if that is still possible, and takes the result over. With the channel's lock held; the
     * caller then follows with {@link ChannelCore#unlockAndWake}.
     *
     * @return false if somebody else has been faster
     */
    abstract boolean proceed(ChannelCore<?> locked);

    /** Whether this is a send. */
    abstract boolean sends();

    /** What it sends; null for a receive. */
    abstract @Nullable Object outgoing();

    /** Takes over what the waiter of this case got. */
    abstract void complete(@Nullable Object received, boolean ok);

    /** Forgets the last result. */
    abstract void reset();

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
        chosen = false;
        reset();
    }

    /** Gives the case free again. */
    final void leave() {
        nextToLock = null;
        USER.setRelease(this, null);
    }

    /** Says that this is the case that proceeded. */
    final void choose() {
        chosen = true;
    }

    /**
     * Called before the case is re-aimed. Its user is inside a select and so cannot be the caller.
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
