package dev.weft.internal.goroutine;

import dev.weft.Channel;
import dev.weft.Task;
import dev.weft.UncheckedInterruptedException;
import dev.weft.Unit;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One {@link dev.weft.Go#run}: the goroutine that is its {@code main}, and all that are started by goroutines of it, its
 * <em>members</em>.
 *
 * <p><b>Who is a member.</b> {@code MEMBERS} says of every member's thread whose it is, from before the thread is started
 * until its task, and the handling of its failure, have ended. Whoever starts a goroutine looks there for itself; a function
 * that waits for a timer or a context keeps the program of the goroutine that set it. Why not a thread-local: goroutines do
 * not inherit any, and to ask for one that was never set makes a table in the asking thread, also in those outside. Why not
 * the thread's uncaught-exception handler, which is this program: goroutines may set another one, and what they start
 * would be lost.
 *
 * <p><b>How it ends.</b> {@code outcome} is set once, by a compare-and-set: by {@code main} when it ends, or by a failure
 * that is not caught, whichever comes first. Whoever has set it asks all members to stop, by an interrupt. Nobody slips
 * through, and nobody gets two, of which the second would disturb those that clean up:
 *
 * <ol>
 *   <li>A starter puts the new member into {@code members}, then starts its thread; the thread raises {@code unasked}, then
 *       reads {@code outcome}, and asks itself if it is set.
 *   <li>Whoever ends the program sets {@code outcome}, then goes through {@code members} and asks each.
 *   <li>Whoever asks lowers {@code unasked} by a compare-and-set, and interrupts if that succeeds.
 * </ol>
 *
 * <p>So either it finds the member there, and raised, or the thread finds the outcome. A thread that has not begun is left
 * alone: to interrupt it may have no effect. New goroutines are not refused: those that clean up may need some, and a
 * {@code go} that throws where none did before would be one more failure.
 *
 * <p><b>When it is over.</b> {@code alive} counts the members, and the caller of {@code run} until {@code main} has been
 * started. Members are counted before they start, by others that are counted, or by whom the count lets in: a timer or a
 * context that starts a function. From zero it is never raised again; whoever lowers it to zero closes {@code over}. So
 * nothing of the program can run after that.
 *
 * <p>Failures after the first event go where they go without a program, to the default handler: members that are stopped
 * may fail because of it, which is no failure of a {@code main} that has returned, but nothing is swallowed either.
 */
public final class Program implements Thread.UncaughtExceptionHandler {
    private static final Map<Thread, Program> MEMBERS = new ConcurrentHashMap<>();

    /** The outcome if main has returned; if not, it is what was thrown. */
    private static final Object RETURNED = new Object();

    private final ThreadFactory threads = Thread.ofVirtual()
            .inheritInheritableThreadLocals(false)
            .uncaughtExceptionHandler(this)
            .factory();
    private final Set<Member> members = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Object> outcome = new AtomicReference<>();
    private final AtomicInteger alive = new AtomicInteger(1);
    private final Channel<Unit> over = Channel.make();

    /** What the thread of a member runs. */
    private final class Member implements Runnable {
        private final Task<?> task;
        private final AtomicBoolean unasked = new AtomicBoolean();
        private @Nullable Thread thread; // set before anybody else can see this

        Member(Task<?> task) {
            this.task = task;
        }

        @Override
        public void run() {
            try {
                unasked.set(true);
                if (outcome.get() != null) {
                    askToStop();
                }
                task.run();
            } catch (Throwable t) {
                if (!Goroutine.isStop(t)) {
                    Goroutine.handle(t);
                }
            } finally {
                remove(this);
            }
        }

        void askToStop() {
            if (unasked.compareAndSet(true, false)) {
                interrupt();
            }
        }

        void interrupt() {
            Objects.requireNonNull(thread).interrupt();
        }
    }

    private Program() {}

    /**
     * The program that the current thread is a member of.
     *
     * @return the program, or null
     */
    public static @Nullable Program current() {
        return MEMBERS.get(Thread.currentThread());
    }

    /**
     * Runs a program from beginning to end.
     *
     * @param task its main
     * @throws Exception how it has ended, if not by main's return
     */
    public static void run(Task<?> task) throws Exception {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Program program = new Program();
        Thread main = program.startByMember(
                "main", () -> program.main(task), Thread.currentThread().getContextClassLoader());
        program.leave();
        boolean interrupted = program.awaitOver(main);
        Object end = program.outcome.get();
        if (end instanceof InterruptedException e) {
            throw e; // main's
        }
        if (interrupted || end instanceof UncheckedInterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (end instanceof Throwable failure) {
            throw Goroutine.<RuntimeException>asIs(failure);
        }
    }

    private void main(Task<?> task) {
        try {
            task.run();
            end(RETURNED);
        } catch (Throwable t) {
            if (!end(t) && !Goroutine.isStop(t)) {
                handOn(Thread.currentThread(), t);
            }
        }
    }

    /** Waits until all are gone; who interrupts that, interrupts main, or else whoever is left. */
    private boolean awaitOver(Thread main) {
        boolean interrupted = false;
        for (;;) {
            try {
                over.receive();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                if (outcome.get() == null) {
                    main.interrupt();
                } else {
                    members.forEach(Member::interrupt);
                }
            }
        }
    }

    // Members.

    /** Starts a member; called by one, so that it cannot be over. */
    Thread startByMember(@Nullable String name, Task<?> task, @Nullable ClassLoader loader) {
        return Objects.requireNonNull(start(name, task, loader));
    }

    /** Starts a member; null, and nothing done, if it is over. */
    @Nullable Thread start(@Nullable String name, Task<?> task, @Nullable ClassLoader loader) {
        if (!enter()) {
            return null;
        }
        Member member = new Member(task);
        boolean started = false;
        try {
            Thread thread = name == null
                    ? threads.newThread(member)
                    : Thread.ofVirtual()
                            .inheritInheritableThreadLocals(false)
                            .uncaughtExceptionHandler(this)
                            .name(name)
                            .unstarted(member);
            Origin.setLoader(thread, loader);
            member.thread = thread;
            members.add(member);
            MEMBERS.put(thread, this);
            thread.start();
            started = true;
            return thread;
        } finally {
            if (!started) {
                remove(member);
            }
        }
    }

    private void remove(Member member) {
        if (member.thread != null) {
            MEMBERS.remove(member.thread);
            members.remove(member);
        }
        leave();
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
        if (alive.decrementAndGet() == 0) {
            over.close();
        }
    }

    // The end.

    /** The handler of every member that has not set another one. */
    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (!end(failure)) {
            handOn(thread, failure);
        }
    }

    /** Ends it, if nothing has. */
    private boolean end(Object how) {
        boolean first = outcome.compareAndSet(null, how);
        if (first) {
            members.forEach(Member::askToStop);
        }
        return first;
    }

    /** Where a thread without a handler of its own has its failures go. */
    private static void handOn(Thread thread, Throwable failure) {
        ThreadGroup group = thread.getThreadGroup();
        if (group != null) { // null if it has ended
            group.uncaughtException(thread, failure);
        }
    }
}
