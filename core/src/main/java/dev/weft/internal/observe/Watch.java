package dev.weft.internal.observe;

import dev.weft.DeadlockException;
import dev.weft.internal.goroutine.Program;
import dev.weft.internal.goroutine.Tracker;
import dev.weft.internal.goroutine.Tracking;
import dev.weft.internal.time.LibraryThread;
import dev.weft.internal.wait.StackReserve;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Watches the programs that run, and ends those that are dead: {@code all goroutines are asleep - deadlock!} While
 * goroutines are tracked, it also looks for single ones that can never go on ({@link LeakWatch}).
 *
 * <p>There is one thread for all programs. It looks at each some 20 ms after its start, and then less and less often, at
 * least once a second ({@link Watched} says what it looks for). The programs do nothing for it. It asks for one collection
 * for all those that need a proof, as far as its {@link Budget} allows.
 *
 * <p><b>The thread</b> is started by the first program, or when goroutines are tracked, and ends when there has been
 * neither for {@link #IDLE}. It sleeps until {@code wakeAt}. Whoever adds a program unparks it only if the program is
 * due earlier; since each is due a little after its start, many short programs one after the other unpark it only once
 * in a while. Neither side misses the other: whoever adds a program puts it into the set, and then reads {@code wakeAt}
 * and {@code thread}; the thread writes these, and then looks at the set once more.
 *
 * <p>If the thread cannot be started, programs run unwatched; the next one tries again, a second later at the earliest.
 */
public final class Watch {
    private static final long IDLE = TimeUnit.SECONDS.toNanos(10);

    /** So that it does not take all the time if each round fails. */
    private static final long SHORTEST_SLEEP = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long LONGEST_SLEEP = TimeUnit.SECONDS.toNanos(1);

    private static final long AFTER_A_FAILURE = TimeUnit.SECONDS.toNanos(1);

    private static final Set<Watched> PROGRAMS = ConcurrentHashMap.newKeySet();

    /** Guards the start and the end of the thread. */
    private static final ReentrantLock LOCK = new ReentrantLock();

    private static volatile @Nullable Thread thread;
    private static volatile long wakeAt;
    private static volatile long noThreadBefore = System.nanoTime();
    private static volatile boolean canCollect = true;

    private final LeakWatch leaks = new LeakWatch();
    private final Timekeeper timekeeper = new Timekeeper();
    private final Budget budget = new Budget(System.nanoTime());
    private final Warnings warnings = new Warnings();
    private final Management management = new Management();
    private long lastUse = System.nanoTime();
    private long nextOffer = lastUse + LONGEST_SLEEP;

    private Watch() {}

    /** Initializes this class, while there is memory for it. Starts no thread. */
    public static void prepare() {
        // calling this has initialized the class
    }

    /**
     * Runs a program, and watches it, unless it is in a bubble, which finds out by itself that nobody can go on.
     *
     * @param program the program
     * @throws DeadlockException if it is dead
     * @throws Exception its failure
     */
    public static void run(Program program) throws Exception {
        if (program.isInBubble()) {
            program.run();
            return;
        }
        Watched watched = new Watched(program, System.nanoTime());
        boolean ended;
        PROGRAMS.add(watched);
        try {
            ensureAwake(watched.due);
            ended = program.run();
        } finally {
            PROGRAMS.remove(watched);
        }
        if (!ended) {
            throw new DeadlockException("all goroutines are asleep - deadlock!",
                    Proof.states(program.members().lost()));
        }
    }

    /** Whether {@code System.gc()} has an effect, as far as is known. */
    static boolean canCollect() {
        return canCollect;
    }

    /** Lets programs end in which nobody is left. With the lock of {@link Proof} held. */
    static void giveUpDead() {
        PROGRAMS.forEach(watched -> watched.program.members().giveUp());
    }

    /**
     * Tracks goroutines, for one more who wants it, and watches them.
     *
     * @return who that is; to be given to {@link Tracking#end}
     */
    public static Tracker track() {
        Tracker tracker = Tracking.begin();
        if (tracker.first()) {
            Leaks.forgetFound(); // while somebody else tracked
        }
        ensureRuns();
        return tracker;
    }

    /** Starts the thread, if it does not run; for goroutines that are tracked. */
    public static void ensureRuns() {
        ensureAwake(System.nanoTime());
    }

    private static void ensureAwake(long due) {
        Thread t = thread;
        if (t == null) {
            startThread();
        } else if (wakeAt - due > 0) {
            LockSupport.unpark(t);
        }
    }

    private static void startThread() {
        if (System.nanoTime() - noThreadBefore < 0) {
            return;
        }
        StackReserve.checkForSeveral();
        LOCK.lock();
        try {
            if (thread == null) {
                wakeAt = System.nanoTime();
                Thread made = LibraryThread.make("weft-watch", () -> new Watch().watch());
                thread = made;
                made.start();
            }
        } catch (Throwable t) { // no memory, or no native thread
            thread = null;
            noThreadBefore = System.nanoTime() + AFTER_A_FAILURE;
        } finally {
            LOCK.unlock();
        }
    }

    private void watch() {
        for (;;) {
            try {
                if (isUsed()) {
                    lastUse = System.nanoTime();
                    round();
                    warnings.log();
                    offerManagement();
                }
            } catch (Throwable t) {
                // No memory, or a logger that fails: the next round may do better. This thread must not end.
            }
            if (System.nanoTime() - lastUse > IDLE && end()) {
                management.withdraw();
                return;
            }
            sleep();
        }
    }

    private static boolean isUsed() {
        return !PROGRAMS.isEmpty() || Tracking.isOn();
    }

    /** Not at once: many programs live shorter than this takes. */
    private void offerManagement() {
        long now = System.nanoTime();
        if (now - nextOffer >= 0) {
            nextOffer = now + LONGEST_SLEEP;
            management.offer();
        }
    }

    private void sleep() {
        LockSupport.parkNanos(Watch.class, Math.max(nanosToSleep(), SHORTEST_SLEEP));
        wakeAt = System.nanoTime();
    }

    private long nanosToSleep() {
        try {
            long next = nextDue();
            wakeAt = next;
            return Math.min(next, nextDue()) - System.nanoTime();
        } catch (Throwable t) { // no memory to look at the programs
            long nanos = Patience.LEAST;
            wakeAt = System.nanoTime() + nanos;
            return nanos;
        }
    }

    /** Shortly after the last program has ended, another one may begin soon: it need not unpark the thread. */
    private long nextDue() {
        long now = System.nanoTime();
        if (!isUsed()) {
            return now + (now - lastUse > LONGEST_SLEEP ? IDLE : Patience.LEAST);
        }
        long next = now + LONGEST_SLEEP;
        for (Watched watched : PROGRAMS) {
            if (next - watched.due > 0) {
                next = watched.due;
            }
        }
        return next;
    }

    /** Returns whether this thread ends. */
    private static boolean end() {
        LOCK.lock();
        try {
            Thread me = thread;
            thread = null;
            if (!isUsed()) {
                return true;
            }
            thread = me;
            return false;
        } finally {
            LOCK.unlock();
        }
    }

    private void round() {
        for (Watched watched : PROGRAMS) {
            long now = System.nanoTime();
            if (now - watched.due >= 0) {
                watched.askAgain(now); // first, as the rest takes more memory, and this may be what frees some
            }
        }
        Proof.LOCK.lock();
        try {
            List<Watched> suspects = new ArrayList<>();
            for (Watched watched : PROGRAMS) {
                long now = System.nanoTime();
                if (now - watched.due >= 0) {
                    watched.look(now, warnings);
                }
                if (watched.isSuspect(now)) {
                    suspects.add(watched);
                }
            }
            if (Tracking.isOn()) {
                leaks.look(warnings);
            } else {
                leaks.takeBack(); // what it has let go until the next collection, if it cannot run one
            }
            timekeeper.look();
            boolean needsProof = !suspects.isEmpty() || leaks.isDue();
            if (needsProof && canCollect && budget.allows(System.nanoTime())) {
                prove(suspects);
            }
        } finally {
            Proof.LOCK.unlock();
        }
    }

    /** If it fails, for lack of memory, it was in vain, too: all are taken back, and it is not tried again at once. */
    private void prove(List<Watched> suspects) {
        boolean forLeaks = leaks.isDue();
        boolean vain = true;
        long start = System.nanoTime();
        try {
            SharedStacks stacks = new SharedStacks();
            suspects.forEach(watched -> watched.letGo(stacks));
            if (forLeaks) {
                leaks.letGo(stacks);
            }
            canCollect = Collector.run();
            long end = System.nanoTime();
            for (Watched watched : suspects) {
                vain &= !watched.judge(end, warnings);
            }
            if (forLeaks) {
                vain &= !leaks.judge(warnings);
            }
        } finally {
            if (vain) {
                long end = System.nanoTime();
                budget.spend(end - start, end);
            }
            for (Watched watched : suspects) {
                watched.takeBack();
            }
            if (forLeaks) {
                leaks.takeBack();
            }
        }
    }
}
