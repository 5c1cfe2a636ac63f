package dev.weft.internal.goroutine;

import dev.weft.Task;
import dev.weft.internal.trace.Recorder;
import dev.weft.internal.wait.SchedulerChoice;
import dev.weft.internal.wait.VirtualClock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A goroutine of a program, and what its thread runs. {@link Program} says how it begins, and how it is asked to stop.
 *
 * <p>{@code ALL} has every member, by the number of its thread, from before the thread is started until its task, and
 * the handling of its failure, have ended. A thread that starts a goroutine looks itself up there. A thread-local would
 * not do: goroutines do not inherit any, and reading one that was never set creates a table in the reading thread, even
 * outside of programs. Nor would the thread's uncaught-exception handler, which is the program: a goroutine may set
 * another handler, and what it starts would then belong to no program.
 */
final class Member extends GoroutineRecord {
    private static final Map<GoroutineId, Member> ALL = new ConcurrentHashMap<>();

    /** It has not begun. */
    private static final int NEW = 0;

    /** Its start has failed: it never begins. */
    private static final int CALLED_OFF = 1;

    /** It has begun, and has not been asked to stop. */
    private static final int UNASKED = 2;

    /** It has been asked to stop. */
    private static final int ASKED = 3;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Member.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Program program;
    private final @Nullable String name;
    private final @Nullable ClassLoader loader;

    /**
     * NEW → UNASKED → ASKED, or NEW → CALLED_OFF, by compare-and-set. Back from ASKED to UNASKED if the interrupt has
     * failed: a volatile write by the thread that has moved it to ASKED, since nobody else changes it then.
     */
    @SuppressWarnings("unused") // by STATE
    private volatile int state;

    /** The thread, from when it has entered the bubble until it leaves. */
    private @Nullable Thread inBubble;

    Member(Program program, @Nullable String name, Task<?> task, @Nullable ClassLoader loader) {
        super(task);
        this.program = program;
        this.name = name;
        this.loader = loader;
    }

    /** The current thread as a member; null if it is none. */
    static @Nullable Member current() {
        return ALL.get(new GoroutineId(Thread.currentThread().threadId()));
    }

    static Collection<Member> all() {
        return Collections.unmodifiableCollection(ALL.values());
    }

    @Override
    public Program program() {
        return program;
    }

    @Override
    Thread newThread(Runnable body) {
        Thread thread = name == null
                ? program.threads.newThread(body)
                : SchedulerChoice.newBuilder()
                        .uncaughtExceptionHandler(program)
                        .name(name)
                        .unstarted(body);
        Origin.setLoader(thread, loader);
        setThread(thread);
        program.members().add(this);
        ALL.put(this, this);
        VirtualClock bubble = program.bubble();
        if (bubble != null) {
            bubble.enter(thread);
            inBubble = thread;
        }
        return thread;
    }

    /**
     * What a thread does that is expected in the bubble of this program, and was made with the factory of goroutines'
     * threads: it becomes a member, unless the bubble is over.
     */
    void arrive() {
        VirtualClock bubble = Objects.requireNonNull(program.bubble());
        if (!bubble.arrive()) {
            runOutside();
            return;
        }
        Thread me = Thread.currentThread();
        inBubble = me;
        boolean entered = false;
        try {
            setThread(me);
            program.members().add(this);
            ALL.put(this, this);
            entered = true;
        } finally {
            if (!entered) {
                program.ended(this);
            }
        }
        run();
    }

    /** It is no member then, so its failure is none of the program's. */
    private void runOutside() {
        Thread me = Thread.currentThread();
        if (me.getUncaughtExceptionHandler() == program) {
            me.setUncaughtExceptionHandler(null);
        }
        try {
            takeTask().run();
        } catch (Exception e) { // a RuntimeException, since the task is a Runnable
            throw Goroutine.<RuntimeException>asIs(e);
        }
    }

    /** The last thing that is done, by the member itself, or by the thread that could not start it. */
    void leaveBubble() {
        VirtualClock bubble = program.bubble();
        Thread entered = inBubble;
        if (bubble != null && entered != null) {
            inBubble = null;
            bubble.leave(entered);
        }
    }

    @Override
    boolean callOff() {
        return STATE.compareAndSet(this, NEW, CALLED_OFF) || state == CALLED_OFF;
    }

    /** Takes it out of the list of all members; returns whether it was there. */
    boolean forget() {
        return ALL.remove(this) != null;
    }

    @Override
    public void run() {
        if (!STATE.compareAndSet(this, NEW, UNASKED)) {
            return; // it has been called off, and counts as gone
        }
        Throwable failure = null;
        try {
            if (program.hasEnded()) {
                askToStop();
            }
            takeTask().run();
        } catch (Throwable t) {
            failure = t;
            if (!Goroutine.isStop(t)) {
                Goroutine.handle(t);
            }
        } finally {
            Recorder.ended(failure);
            program.ended(this);
        }
    }

    /** Asks it to stop, unless that has been done. If this throws, it may be asked again. */
    void askToStop() {
        if (STATE.compareAndSet(this, UNASKED, ASKED)) {
            boolean asked = false;
            try {
                interrupt();
                asked = true;
            } finally {
                if (!asked) {
                    state = UNASKED;
                }
            }
        }
    }

    /** Interrupts it; returns false if it is lost, or has ended. */
    boolean interrupt() {
        Thread thread = thread();
        if (thread == null) {
            return false;
        }
        thread.interrupt();
        return true;
    }
}
