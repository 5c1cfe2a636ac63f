package dev.weft.context;

import dev.weft.Go;
import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import dev.weft.internal.channel.NeverChannel;
import dev.weft.internal.channel.ReceiveOnlyChannel;
import dev.weft.internal.wait.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * The channel that is closed when a context is done, and its place in the tree of contexts. What waits for contexts to
 * be done is a tree of these channels: those of the contexts with their deadlines ({@link DeadlineChannel}), and
 * functions ({@link PendingFunction}). Contexts that only carry values have none.
 *
 * <p>Nobody sends, so there is nothing to receive until it is closed. To close it under its lock takes the same step as
 * to set {@code end}, which says why; hence whoever sees an end finds the channel closed, and the first to come decides
 * which it is.
 *
 * <p><b>The tree.</b> A channel keeps a list of its children, those that are to be closed when it is. Its lock guards the
 * list: {@code firstChild}, and the links of the children in it. Invariants, whenever the lock is free:
 *
 * <ol>
 *   <li>A closed channel gets no more children; who wants to become one is closed at once, for the same reason.
 *   <li>A child leaves the list only after it has been closed and has no more children itself.
 * </ol>
 *
 * <p>{@link #cancel} closes the channel, then goes through the tree below: down to a first child, which it closes, and
 * up again where there is none, taking the child that it leaves out of the list. So everything below is closed when it
 * returns, as Go promises, even if others are cancelling the same contexts: whatever they have closed but not yet
 * left stands in its list still (2), and is gone through all the same. Each closes what it finds open; nobody waits for
 * another. It leaves nothing behind in the parent, takes no stack and no memory, and passes each child once.
 *
 * <p>Why not as in Go, which holds the parent's lock while it cancels the children: this lock may not be held together
 * with another one, and a chain of contexts would need as many of them, and as deep a stack.
 *
 * <p><b>Memory.</b> {@code end} is written once, with the lock held, and volatile, since it is read without. What
 * is found below in the tree was published by the parent's lock.
 */
sealed class DoneChannel extends ReceiveOnlyChannel<Unit> permits DeadlineChannel, PendingFunction {
    private volatile @Nullable End end;

    /** Guarded by the lock. */
    @Nullable DoneChannel firstChild;

    /** Written once, with the parent's lock held, before others can cancel this. */
    private @Nullable DoneChannel parent;

    /** The neighbours in the parent's list, guarded by its lock. */
    private @Nullable DoneChannel before;

    @Nullable DoneChannel after;

    /**
     * How it hears from a parent that is a context of somebody else's. Written once, before others can cancel this; that
     * parent's end does not read it.
     */
    private @Nullable AfterFunc registration;

    /** Creates an open channel, without a parent. */
    DoneChannel() {}

    /**
     * Why it is closed.
     *
     * @return the reason; null if it is open
     */
    final @Nullable End end() {
        return end;
    }

    // Becoming somebody's child.

    /**
     * From now on it is closed when the context is done. Called once, before anybody else can see it.
     *
     * @param context the parent
     * @param nearest the channel of the nearest context of the library's own among the parent and its ancestors
     */
    final void follow(Context context, @Nullable DoneChannel nearest) {
        if (!join(context, context.done(), nearest)) {
            registration = context.whenDone(new PendingFunction.Tie(this, context));
        }
    }

    /**
     * Becomes a child if that is all it takes. As in Go, a context of somebody else's counts as the library's own to
     * which its values lead, if it passes on that one's channel; if not, it may have an end of its own.
     *
     * @param done the context's channel
     * @param nearest that of the nearest context of the library's own
     * @return false if somebody must watch the context's channel
     */
    final boolean join(Context context, @Nullable ReceiveChannel<?> done, @Nullable DoneChannel nearest) {
        if (done == null || done == NeverChannel.INSTANCE) {
            return true;
        }
        if (nearest != null && nearest == done) {
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
     * Closes it and all below, and leaves the parent. Changes nothing where it was closed already.
     *
     * @param why the reason
     * @return whether this call closed it
     */
    final boolean cancel(End why) {
        boolean first = endBelow(why);
        if (parent != null) {
            parent.remove(this);
        } else if (first && registration != null) {
            registration.stop();
        }
        return first;
    }

    /** The same from the thread of the alarms, which must not run what is somebody else's. */
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
     * Called once, when it has been closed, by the thread that did it.
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

    /** Takes a child out of the list, if nobody has. */
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
