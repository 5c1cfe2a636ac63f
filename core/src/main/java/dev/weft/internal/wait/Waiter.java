package dev.weft.internal.wait;

import org.jspecify.annotations.Nullable;

/**
 * The place of one wait in one {@link WaitQueue}: what Go's runtime calls a sudog.
 *
 * <p>A wait in one queue is its own {@link #owner}: a single object. A select has one waiter per case; all of them
 * belong to the same wait.
 *
 * <p>The links and {@code twoSided} are guarded by the lock of the queue. {@code element} and {@code ok} belong to the
 * waiting thread until the waiter is queued, then to the thread that takes it from the queue and claims it, and from
 * the signal on to the waiting thread again. While the waiter is queued, a sender has an element
 * and a receiver has none; that is how they are told apart.
 */
public final class Waiter extends Wait {
    /** Stands for nobody, where a waiter is required. */
    public static final Waiter NOBODY = new Waiter();

    /** A sender's value; for a receiver, the place for what it receives. */
    public @Nullable Object element;

    /**
     * The result: whether it got what it waited for (a value, a receiver, the lock). On a channel, it is true unless
     * the channel was closed. (In a Cond: whether a signal has chosen it, and not a broadcast.)
     */
    public boolean ok;

    /** Whether its select both sends and receives on this channel; see {@link #isTwoSided}. */
    boolean twoSided;

    /**
     * The neighbors in the queue. Outside of a queue, {@code next} may link a chain of waiters that are about to be
     * signalled.
     */
    @Nullable Waiter prev;

    @Nullable Waiter next;

    private Wait owner;

    /**
     * Begins a wait of the current thread in one queue.
     *
     * @param reason what it waits for
     */
    @SuppressWarnings("this-escape") // into its own field
    public Waiter(WaitReason reason) {
        super(reason);
        this.owner = this;
    }

    private Waiter() {
        super(null, WaitReason.RUNNABLE);
        this.owner = this;
    }

    /**
     * Makes a waiter for one case of a select, which may {@link #use} it again and again.
     *
     * @return the waiter
     */
    public static Waiter forCase() {
        return new Waiter();
    }

    /**
     * The wait that this place belongs to: the one to signal.
     *
     * @return this waiter itself, or a select
     */
    public Wait owner() {
        return owner;
    }

    /**
     * Whether its select both sends and receives on the queue's channel. With the lock of the queue held.
     *
     * @return true if it does
     */
    public boolean isTwoSided() {
        return twoSided;
    }

    /**
     * The next one in the queue. With the lock of the queue held.
     *
     * @return the waiter behind this one; null if it is the last
     */
    public @Nullable Waiter next() {
        return next;
    }

    /**
     * Makes this the waiter of a select. Not while queued.
     *
     * @param select the owner
     * @param value what to send; null for a receiver
     * @param bothSides whether the select both sends and receives on this channel
     */
    public void use(Wait select, @Nullable Object value, boolean bothSides) {
        owner = select;
        element = value;
        twoSided = bothSides;
        ok = true;
    }

    /** Forgets the select and the element. Not while queued. */
    public void release() {
        owner = this;
        element = null;
    }
}
