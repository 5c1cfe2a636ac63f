package dev.weft.context;

import dev.weft.Go;
import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import dev.weft.internal.channel.NeverChannel;
import dev.weft.internal.channel.ReceiveOnlyChannel;
import dev.weft.internal.time.Clock;
import dev.weft.internal.wait.StackReserve;
import dev.weft.internal.wait.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * The channel that is closed when a context is done, and the context's node in the tree of contexts. The nodes of this
 * tree are the channels of contexts (for a context with a deadline, a {@link DeadlineChannel}) and functions that wait
 * for a context ({@link PendingFunction}). Contexts that only carry values have no node.
 *
 * <p>Nobody sends, so there is nothing to receive until it is closed. Closing it and setting {@code end}, which says
 * why, are one step under its lock. Hence a thread that has seen an end finds the channel closed, and the first to
 * close it decides the reason.
 *
 * <p><b>The tree.</b> A channel keeps a list of its children: the channels to close when it is closed. Its lock guards
 * the list: {@code firstChild}, and the links of the children. Invariants, whenever the lock is free:
 *
 * <ol>
 *   <li>A closed channel gets no more children; a channel that would become one is closed at once, for the same reason.
 *   <li>A child leaves the list only once it has been closed and has no children left itself.
 * </ol>
 *
 * <p>{@link #cancel} closes the channel, then walks the tree below it: down to a first child, which it closes, and,
 * where there is no child, up again, taking the child that it leaves out of the list. So everything below is closed
 * when it returns, as Go promises, even if other threads are cancelling the same contexts: what they have closed but
 * not yet left is still in its list (2), and is walked all the same. Each thread closes what it finds open; none waits
 * for another. The walk leaves nothing behind in the parent, takes no stack and no memory, and passes each child once.
 *
 * <p>Go instead holds the parent's lock while it cancels the children. Here that is impossible: a thread that holds one
 * of these locks must not wait for another, and a long chain of contexts would need as many locks at once, and as deep
 * a stack.
 *
 * <p><b>Memory.</b> {@code end} is written once, with the lock held; it is volatile, since it is read without the lock.
 * What is found below in the tree was published by the parent's lock.
 */
sealed class DoneChannel extends ReceiveOnlyChannel<Unit> permits DeadlineChannel, PendingFunction {
    private volatile @Nullable End end;

    /** Guarded by the lock. */
    @Nullable DoneChannel firstChild;

    /** Written once, with the parent's lock held, before others can cancel this. */
    private @Nullable DoneChannel parent;

    /** The neighbors in the parent's list, guarded by its lock. */
    private @Nullable DoneChannel before;

    @Nullable DoneChannel after;

    /**
     * The registration with a parent that is a third-party context. Written once, before others can cancel this; the
     * end of that parent does not read it.
     */
    private @Nullable AfterFunc registration;

    /** Creates an open channel, without a parent, which belongs to the bubble of the current thread, if there is one. */
    DoneChannel() {
        this(Clock.virtual());
    }

    /**
     * Creates an open channel, without a parent.
     *
     * @param clock the clock of the bubble that it belongs to; for a context with a deadline outside of bubbles, the real one
     */
    DoneChannel(@Nullable Clock clock) {
        super(clock);
    }

    /**
     * Why it is closed.
     *
     * @return the reason; null if it is open
     */
    final @Nullable End end() {
        return end;
    }

    /**
     * Called before a user ends the context, or calls off a function.
     *
     * @param operation in Go's words, as in {@code close of}
     * @throws IllegalStateException if it belongs to a bubble, and the current thread does not
     */
    final void checkChange(String operation) {
        if (clock != null) {
            clock.checkChange(operation, "channel");
        }
    }

    // Joining a parent.

    /**
     * Has it closed when the context is done. Called once, before any other thread can see it.
     *
     * @param context the parent
     * @param nearest the channel of the nearest of the library's own contexts among the parent and its ancestors
     */
    final void follow(Context context, @Nullable DoneChannel nearest) {
        if (!join(context, context.done(), nearest)) {
            registration = context.whenDone(new PendingFunction.Tie(this, context));
        }
    }

    /**
     * Becomes a child, if that suffices. As in Go, a third-party context that passes on the channel of the library's
     * own context to which its values lead counts as that context. Otherwise it may end independently.
     *
     * @param done the context's channel
     * @param nearest that of the nearest of the library's own contexts
     * @return false if the context's channel must be watched
     */
    final boolean join(Context context, @Nullable ReceiveChannel<?> done, @Nullable DoneChannel nearest) {
        if (done == null || done == NeverChannel.INSTANCE) {
            return true;
        }
        if (nearest != null && nearest == done) {
            nearest.checkUse("derive from");
            nearest.add(this);
            return true;
        }
        if (done.drained()) {
            finish(End.of(context));
            return true;
        }
        return false;
    }

    private void add(DoneChannel child) {
        lock();
        End ended = end;
        if (ended == null) {
            child.parent = this;
            DoneChannel first = firstChild;
            if (first != null) {
                first.before = child;
                child.after = first;
            }
            firstChild = child;
        }
        unlock();
        if (ended != null) {
            child.finish(ended);
        }
    }

    // Coming to an end.

    /**
     * Closes it and everything below, and leaves the parent. What was closed already keeps its reason.
     *
     * @param why the reason
     * @return whether this call closed it
     */
    final boolean cancel(End why) {
        StackReserve.checkForMore(); // it may start the functions that wait for this
        return cancelSurely(why);
    }

    /** Like {@link #cancel}, for a caller that has made sure of the stack. */
    final boolean cancelSurely(End why) {
        boolean first = endBelow(why);
        if (parent != null) {
            parent.remove(this);
        } else if (first && registration instanceof PendingFunction own) {
            own.stopSurely();
        } else if (first && registration != null) {
            registration.stop();
        }
        return first;
    }

    /** Like {@link #cancel}, on the alarm thread, which must not run third-party code. */
    final void cancelByAlarm(End why) {
        AfterFunc foreign = registration;
        if (foreign == null) {
            cancel(why);
        } else if (endBelow(why)) {
            Go.go(foreign::stop);
        }
    }

    @SuppressWarnings("NullAway") // what is closed has an end, and what is found below has a parent
    final boolean endBelow(End why) {
        boolean first = finish(why);
        DoneChannel at = this;
        for (;;) {
            DoneChannel child = at.firstChild();
            if (child != null) {
                child.finish(at.end);
                at = child;
            } else if (at != this) {
                DoneChannel up = at.parent;
                up.remove(at);
                at = up;
            } else {
                return first;
            }
        }
    }

    final boolean finish(End why) {
        lock();
        if (isClosed()) {
            unlock();
            return false;
        }
        end = why;
        Waiter waiting = markClosed();
        unlock();
        signalAll(waiting);
        ended(why);
        return true;
    }

    /**
     * Called once, after it has been closed, by the thread that closed it.
     *
     * @param why the reason
     */
    void ended(End why) {}

    private @Nullable DoneChannel firstChild() {
        lock();
        DoneChannel child = firstChild;
        unlock();
        return child;
    }

    /** Takes a child out of the list, unless another thread has done so. */
    private void remove(DoneChannel child) {
        lock();
        DoneChannel previous = child.before;
        DoneChannel next = child.after;
        if (previous != null) {
            previous.after = next;
        } else if (firstChild == child) {
            firstChild = next;
        }
        if (next != null) {
            next.before = previous;
        }
        child.before = null;
        child.after = null;
        unlock();
    }

    // The channel.

    @Override
    public final boolean canReceive() {
        return isClosed();
    }

    @Override
    public final boolean looksFilled() {
        return isClosed();
    }

    @Override
    public final @Nullable Object take() {
        return isClosed() ? CLOSED : null;
    }
}
