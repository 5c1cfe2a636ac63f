package dev.weft.internal.goroutine;

import dev.weft.Channel;
import dev.weft.Task;
import dev.weft.UncheckedInterruptedException;
import dev.weft.Unit;
import dev.weft.internal.trace.Recorder;
import dev.weft.internal.wait.SchedulerChoice;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One {@link dev.weft.Go#run}. Its <em>members</em> are the goroutine that runs {@code main} and all goroutines that
 * members start.
 *
 * <p><b>Who is a member.</b> {@link Member#current} finds that out for the current thread. A function that waits for a
 * timer or a context keeps the program of the goroutine that set it ({@link Origin}).
 *
 * <p><b>How it ends.</b> {@code outcome} is set once, by a compare-and-set: when {@code main} ends, or by an uncaught
 * failure, whichever comes first. The thread that has set it asks all members to stop, by an interrupt. No member is
 * missed, and none gets two interrupts, as the second would disturb it while it cleans up:
 *
 * <ol>
 *   <li>A thread that starts a member puts it into {@code members}, then starts its thread. That thread sets {@code
 *       unasked}, then reads {@code outcome}; if there is one, it asks itself to stop.
 *   <li>The thread that ends the program sets {@code outcome}, then goes through {@code members} and asks each to stop.
 *   <li>Asking clears {@code unasked} by a compare-and-set, and interrupts the member if that succeeds.
 * </ol>
 *
 * <p>So either the ending thread finds the member in {@code members} with {@code unasked} set, or the member's thread
 * finds the outcome. A thread that has not begun to run is left alone, because interrupting it might have no effect.
 * New goroutines are not refused: members that clean up may need some, and a {@code go} that suddenly throws would be
 * one more failure.
 *
 * <p><b>When it is over.</b> {@code alive} counts the members and, until {@code main} has been started, the caller of
 * {@code run}. A member is counted before it starts. The thread that counts it is a member itself, or a timer or
 * context that starts a function, which it may only if the count is not zero. The count is never raised from zero; the
 * thread that lowers it to zero closes {@code over}. So nothing of the program can run after that.
 *
 * <p><b>If it is stuck.</b> Observers may find that members are {@linkplain GoroutineRecord#isLost lost}: they can never
 * go on, and never lower the count. Those members are {@linkplain #lose written off}: {@code lost} counts them, and they
 * are no members any longer. When all that the count has left are lost, the program is {@linkplain #giveUp given up},
 * which lowers the count to zero. While {@code main} has not ended, that takes one thing more: that nothing is left which
 * could start another member, such as a timer. For this to be possible, nothing that outlives the members may keep them. So the caller of {@code run}, whose stack refers to this
 * object, refers to the members through their records only, and to the {@link Crew} weakly; and neither keeps {@code
 * main}.
 *
 * <p>Failures after {@code outcome} is set go to the default handler, as they do without a program. Members may fail
 * because they are stopped; that must not turn a {@code main} that has returned into a failure, but it is not swallowed
 * either.
 */
public final class Program implements Thread.UncaughtExceptionHandler {
    /** How many programs run; so that without any, nobody looks for a member. */
    private static final AtomicInteger RUNNING = new AtomicInteger();

    /** The outcome if {@code main} has returned. Otherwise the outcome is what was thrown. */
    private static final Object RETURNED = new Object();

    /** Makes the threads of members without a name. */
    final ThreadFactory threads =
            SchedulerChoice.newBuilder().uncaughtExceptionHandler(this).factory();
    private final Set<Member> members = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Object> outcome = new AtomicReference<>();
    private final AtomicInteger alive = new AtomicInteger(1);

    /** How many are lost. Changed by observers only, one at a time. */
    private final AtomicInteger lost = new AtomicInteger();

    /** Those that are lost, or the last of them. Used by observers only, one at a time, until this is over. */
    private final Deque<GoroutineRecord> lostMembers = new ArrayDeque<>();

    /** Closed when it is over. It keeps the caller of {@code run} while a member is kept: a dead program wakes it. */
    private final Channel<Unit> over = Channel.make();
    private final Class<?> kind;
    private final AtomicReference<@Nullable WeakReference<Crew>> crew = new AtomicReference<>();

    /** What to run; null once it has been started. */
    private @Nullable Task<?> main;

    /**
     * Makes a program.
     *
     * @param main what to run
     */
    public Program(Task<?> main) {
        this.main = main;
        this.kind = main.getClass();
    }

    /**
     * The program that the current thread is a member of.
     *
     * @return the program, or null
     */
    public static @Nullable Program current() {
        Member member = RUNNING.get() == 0 ? null : Member.current();
        return member == null ? null : member.program();
    }

    /**
     * Runs the program from beginning to end. Once only.
     *
     * @return true if main has returned; false if the program was given up
     * @throws Exception the failure that ended it, unless main returned
     */
    public boolean run() throws Exception {
        if (Thread.currentThread().isInterrupted()) {
            InterruptedException e = new InterruptedException(); // if there is no memory for it, the flag stays set
            Thread.interrupted();
            throw e;
        }
        boolean interrupted;
        RUNNING.incrementAndGet();
        try {
            Member first = new Member(this, "main", takeMain(), Thread.currentThread().getContextClassLoader());
            Objects.requireNonNull(start(first));
            leave();
            interrupted = awaitOver(first);
        } finally {
            RUNNING.decrementAndGet();
        }
        closeCrew();
        Object end = outcome.get();
        if (end instanceof InterruptedException e) {
            throw e; // main's
        }
        if (interrupted || end instanceof UncheckedInterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (end instanceof Throwable failure) {
            throw Goroutine.<RuntimeException>asIs(failure);
        }
        return end != null;
    }

    /** What main's goroutine does; nobody else refers to the task any longer. */
    private Task<?> takeMain() {
        Task<?> task = Objects.requireNonNull(main);
        main = null;
        return () -> {
            try {
                task.run();
                end(RETURNED);
            } catch (Throwable t) {
                if (!end(t) && !Goroutine.isStop(t)) {
                    handOn(Thread.currentThread(), t);
                }
            }
        };
    }

    /**
     * Waits until all members are gone. Passes an interrupt on to main or, after the end has begun, to all that are
     * left.
     */
    private boolean awaitOver(Member first) {
        boolean interrupted = false;
        for (;;) {
            try {
                over.receive();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                if (outcome.get() == null) {
                    if (!first.interrupt()) {
                        end(e); // main is lost, and cannot end it
                    }
                } else {
                    members.forEach(Member::interrupt);
                }
            }
        }
    }

    // Members.

    /** Starts a member. Called by a member, so the program cannot be over. */
    Thread startByMember(@Nullable String name, Task<?> task, @Nullable ClassLoader loader) {
        return Objects.requireNonNull(start(new Member(this, name, task, loader)));
    }

    /** Starts a member without a name; does nothing if the program is over. */
    void startLater(Task<?> task, @Nullable ClassLoader loader) {
        start(new Member(this, null, task, loader));
    }

    /** Starts a member; returns null, and does nothing, if the program is over. */
    private @Nullable Thread start(Member member) {
        if (!enter()) {
            return null;
        }
        boolean started = false;
        try {
            Thread thread = member.isTracked() ? Launcher.startAlone(member) : crew().start(member);
            started = true;
            Recorder.started(thread);
            return thread;
        } finally {
            if (!started) {
                remove(member);
            }
        }
    }

    /** Called when the thread of a member is made. */
    void add(Member member) {
        members.add(member);
    }

    /** Called when the task of a member has ended, or could not be started. */
    private void remove(Member member) {
        member.forget();
        members.remove(member);
        leave();
    }

    /** The last thing that a member does. */
    void ended(Member member) {
        member.end();
        remove(member);
    }

    /** The crew, or a new one if all of its threads have ended and nobody else refers to it. */
    Crew crew() {
        for (;;) {
            WeakReference<Crew> ref = crew.get();
            Crew c = ref == null ? null : ref.get();
            if (c != null) {
                return c;
            }
            Crew made = new Crew();
            if (crew.compareAndSet(ref, new WeakReference<>(made))) {
                return made;
            }
        }
    }

    private void closeCrew() {
        WeakReference<Crew> ref = crew.get();
        Crew c = ref == null ? null : ref.get();
        if (c != null) {
            c.close();
        }
    }

    private boolean enter() {
        for (;;) {
            int n = alive.get();
            if (n == 0) {
                return false;
            }
            if (alive.compareAndSet(n, n + 1)) {
                return true;
            }
        }
    }

    private void leave() {
        int left = alive.decrementAndGet();
        if (left == 0) {
            over.close();
        } else if (left == lost.get()) {
            giveUp();
        }
    }

    // Observers.

    /**
     * All members of all programs.
     *
     * @return a view, which changes
     */
    public static Collection<? extends GoroutineRecord> allMembers() {
        return Member.all();
    }

    /**
     * The members of this program.
     *
     * @return a view, which changes
     */
    public Collection<? extends GoroutineRecord> members() {
        return Collections.unmodifiableCollection(members);
    }

    /**
     * How many members have been started, or are about to be, and have not ended.
     *
     * @return their number, without those that have been written off
     */
    public int countAlive() {
        return alive.get() - lost.get();
    }

    /**
     * Whether any of its members have been written off.
     *
     * @return true if it waits for some that can never go on
     */
    public boolean hasLost() {
        return lost.get() > 0;
    }

    /**
     * What main is; programs whose main is of one class come from one place in the source.
     *
     * @return the class of main
     */
    public Class<?> kind() {
        return kind;
    }

    /**
     * Whether main has ended, or a goroutine has failed.
     *
     * @return true once the goroutines are asked to stop
     */
    public boolean hasEnded() {
        return outcome.get() != null;
    }

    /**
     * Whether nobody was left who could end it.
     *
     * @return true once it has been given up before {@code main} ended
     */
    public boolean isGivenUp() {
        return alive.get() == 0 && lost.get() > 0 && !hasEnded();
    }

    /**
     * Writes off a member that is lost. Not at the same time as another call.
     *
     * @param member a member of any program
     * @return false if it is no member
     */
    public static boolean lose(GoroutineRecord member) {
        if (!(member instanceof Member m) || !m.forget()) {
            return false;
        }
        Program program = m.program();
        program.members.remove(m);
        program.lost.incrementAndGet(); // first, as there may be no memory for the second
        program.lostMembers.add(m);
        return true;
    }

    /**
     * Those that were written off.
     *
     * @return a copy
     */
    public List<GoroutineRecord> lostMembers() {
        return List.copyOf(lostMembers);
    }

    /**
     * Forgets lost members, the oldest first, since they have been reported; they still count. Not at the same time as
     * {@link #lose}.
     *
     * @param limit how many to remember
     */
    public void forgetLostMembers(int limit) {
        while (lostMembers.size() > limit) {
            lostMembers.remove();
        }
    }

    /**
     * Lets {@link #run} return if all members that are left are lost and, unless it has ended, nobody can start another.
     *
     * @return whether it does
     */
    public boolean giveUp() {
        int n = lost.get();
        WeakReference<Crew> ref = crew.get();
        boolean stuck = n > 0 && (hasEnded() || ref == null || ref.refersTo(null)) && alive.compareAndSet(n, 0);
        if (stuck) {
            over.close();
        }
        return stuck;
    }

    // The end.

    /** The handler of every member that has not set one of its own. */
    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (!end(failure)) {
            handOn(thread, failure);
        }
    }

    /** Ends the program, unless it has been ended before. */
    private boolean end(Object how) {
        boolean first = outcome.compareAndSet(null, how);
        if (first) {
            members.forEach(Member::askToStop);
        }
        return first;
    }

    /** Passes a failure to where those of a thread without a handler of its own go. */
    private static void handOn(Thread thread, Throwable failure) {
        ThreadGroup group = thread.getThreadGroup();
        if (group != null) { // null if it has ended
            group.uncaughtException(thread, failure);
        }
    }
}
