package dev.weft.internal.goroutine;

import dev.weft.Task;
import dev.weft.internal.trace.LibraryFrames;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one goroutine: who has started it, and its thread.
 *
 * <p>The record normally keeps the thread, and with it all that the goroutine refers to. To find out whether anybody
 * else does, observers {@linkplain #letGo let go} of the thread. If the collector then finds that a goroutine which has
 * not {@linkplain #hasEnded ended} is garbage, it can never go on: nobody can wake it. Otherwise they {@linkplain
 * #takeBack take it back}.
 *
 * <p>Such a proof is only as good as the references that it takes into account, so:
 *
 * <ul>
 *   <li>The record drops the task when it runs it: a task refers to channels, and these to the threads that wait.
 *   <li>The JDK must not keep the thread either; see {@link Crew}.
 *   <li>Whatever is static refers to threads through records only. (For goroutines of a bubble this does not hold, as
 *       the map in {@code Clock} has them; so none of them is found.)
 * </ul>
 *
 * <p>{@code ended} is set by the goroutine itself, as the last thing it does. So it is set before the thread can become
 * garbage by its end, and an observer that finds the thread collected and then reads {@code ended} knows which of the
 * two it was. Then the goroutine sets {@code thread} to null: a thread that has ended still refers to its executor, and so
 * to the other threads of that. Otherwise, once set, {@code thread} is changed by observers only, under their lock.
 * They look at {@code ended} after they have changed it, so whoever comes last sets it to null.
 */
public abstract class GoroutineRecord extends GoroutineId implements Runnable {
    private static final VarHandle SIGHTING;

    static {
        try {
            SIGHTING = MethodHandles.lookup().findVarHandle(GoroutineRecord.class, "sighting", Sighting.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final long creator;
    private final @Nullable StackTraceElement createdBy;
    private final boolean tracked;
    private @Nullable Task<?> task;

    /** The thread; or a {@link LetGo} while it is let go; null before there is one, and when it has ended. */
    private volatile @Nullable Object thread;

    private volatile boolean ended;

    /** What observers have seen; null if nobody has looked, or if it did not wait. Changed by compare-and-set. */
    @SuppressWarnings("unused")
    private volatile @Nullable Sighting sighting;

    GoroutineRecord(Task<?> task) {
        super(0);
        this.task = task;
        this.creator = Thread.currentThread().threadId();
        this.tracked = Tracking.isOn();
        this.createdBy = tracked ? LibraryFrames.caller() : null;
    }

    /** Makes the thread, and makes it known to others, before it is started. */
    abstract Thread newThread(Runnable body);

    /**
     * Called by the thread that starts it, when that has failed: from now on, a {@link Member} does not begin. Others may; they
     * are only not tracked then.
     *
     * @return false, and nothing done, if it has begun all the same
     */
    boolean callOff() {
        return true;
    }

    /** To be called by {@link #newThread}. */
    final void setThread(Thread thread) {
        this.id = thread.threadId();
        this.thread = thread;
    }

    /** The task, for the only time. */
    final Task<?> takeTask() {
        Task<?> t = task;
        if (t == null) {
            throw new IllegalStateException("it has run");
        }
        task = null;
        return t;
    }

    /** Called by the goroutine when nothing is left for it to do. */
    final void end() {
        ended = true;
        thread = null;
    }

    /**
     * Its thread.
     *
     * @return the thread; null if there is none yet, if its task has ended, or if it was collected
     */
    public final @Nullable Thread thread() {
        Object t = thread;
        return t instanceof LetGo w ? w.get() : (Thread) t;
    }

    /** Keeps the thread no longer. */
    public final void letGo() {
        if (thread instanceof Thread t) {
            setUnlessEnded(new LetGo(t));
        }
    }

    /**
     * Whether it is let go.
     *
     * @return false if the record keeps the thread, or if there is none
     */
    public final boolean isLetGo() {
        return thread instanceof LetGo;
    }

    /** Keeps the thread again, unless it is gone; and no longer where it waited, which takes much memory. */
    public final void takeBack() {
        Thread t = thread();
        if (t != null) {
            setUnlessEnded(t);
            Sighting seen = sighting;
            if (seen != null && seen.stack() != null) {
                setSighting(seen, seen.withoutStack()); // if not, another observer has looked meanwhile
            }
        }
    }

    private void setUnlessEnded(Object newThread) {
        thread = newThread;
        if (ended) {
            thread = null;
        }
    }

    /**
     * Whether the collector has proved that the goroutine can never go on. It is gone then, and with it all that only
     * it referred to; its {@code finally} blocks have not run and never will.
     *
     * @return true once it has been let go and was collected while it waited
     */
    public final boolean isLost() {
        return thread instanceof LetGo w && w.isGone() && !ended;
    }

    /**
     * Whether its task has ended.
     *
     * @return true if nothing is left for it to do
     */
    public final boolean hasEnded() {
        return ended;
    }

    /**
     * The program that it is a member of.
     *
     * @return the program; null if it belongs to none
     */
    public abstract @Nullable Program program();

    /**
     * Who started it.
     *
     * @return the id of the thread
     */
    public final long creator() {
        return creator;
    }

    /**
     * Where it was started.
     *
     * @return the place; null if nobody was tracking then
     */
    public final @Nullable StackTraceElement createdBy() {
        return createdBy;
    }

    /**
     * Whether it was started while goroutines were tracked; then the collector can judge it by itself.
     *
     * @return false if it is in a {@link Crew}, of which the collector keeps all or none
     */
    public final boolean isTracked() {
        return tracked;
    }

    /**
     * What was seen when an observer last looked.
     *
     * @return the sighting; null if it did not wait then
     */
    public final @Nullable Sighting sighting() {
        return sighting;
    }

    /**
     * Sets what an observer has seen.
     *
     * @param before the sighting that it replaces
     * @param seen what; null if it does not wait
     * @return false, and nothing done, if another observer has set one meanwhile
     */
    public final boolean setSighting(@Nullable Sighting before, @Nullable Sighting seen) {
        return SIGHTING.compareAndSet(this, before, seen);
    }
}
