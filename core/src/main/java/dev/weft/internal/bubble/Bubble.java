package dev.weft.internal.bubble;

import static dev.weft.internal.time.MonotonicClock.NEVER;

import dev.weft.Task;
import dev.weft.internal.goroutine.Program;
import dev.weft.internal.wait.Scheduling;
import dev.weft.internal.wait.StackReserve;
import dev.weft.internal.wait.Suspension;
import dev.weft.internal.wait.Wait;
import dev.weft.internal.wait.WaitReason;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one test, and the count of its goroutines that run. States, invariants and the order of decisions are in the
 * overview of this package.
 */
public final class Bubble extends Border {
    /** How many steps the clock takes at most after the end has begun, before it gives up those that are left. */
    static final int LAST_STEPS = 10_000;

    /** A goroutine that walks through the time by itself yields once in this many steps. */
    private static final int STEPS_PER_YIELD = 64;

    private final BubbleLock lock = new BubbleLock();
    private final Program program;
    private final Judge judge;

    /** Written with the lock held, while nobody runs. */
    private volatile long now;

    /** Whether a goroutine is in a call of await, blocked or not. */
    private final AtomicBoolean awaited = new AtomicBoolean();

    /** Set with the lock held, when all that happens in the bubble has happened, or has been abandoned. */
    private volatile boolean over;

    /** How often nobody was running. Written with the lock held; the one who watches for standstill reads it without. */
    private volatile long decisions;

    // The rest is guarded by the lock.

    private final Census census = new Census();
    private final EventHeap events = census.events;

    private boolean mainReturned;

    /** What has been passed, and has yet to be carried out. */
    private Judge.@Nullable Verdict verdict;

    /** {@code changes} when it was passed. */
    private long changesThen;

    private int lastSteps;

    /**
     * Begins a bubble. Pair it with {@link #close}.
     *
     * @param main what its main does
     */
    @SuppressWarnings("this-escape") // nothing is done with it yet
    public Bubble(Task<?> main) {
        this.judge = new Judge(this);
        this.program = new Program(this, () -> {
            main.run();
            mainReturned();
        });
        begin();
    }

    /** Ends the bubble, when its program is over. */
    public void close() {
        shut();
        end();
    }

    private void shut() {
        lock.lock();
        try {
            over = true;
            census.goroutines().forEach(this::dismiss);
            census.clear();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The program that the bubble is.
     *
     * @return the program
     */
    public Program program() {
        return program;
    }

    // Time. Like enter and expect, these are parts of operations that have begun. So they check for less stack than the
    // operations did, or not at all; and where they need the lock, they are sure to get it.

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Future<?> at(long deadline, Runnable work) {
        Alarm alarm = new Alarm(this, work);
        if (deadline <= now) {
            alarm.run();
            return alarm;
        }
        alarm.event.set(deadline);
        StackReserve.check();
        lock.lockSurely();
        try {
            if (!over) {
                events.add(alarm.event);
            }
        } finally {
            lock.unlock();
        }
        return alarm;
    }

    void callOff(Event event) {
        StackReserve.check();
        lock.lockSurely();
        try {
            events.remove(event);
        } finally {
            lock.unlock();
        }
    }

    @Override
    boolean isOver() {
        return over;
    }

    // Goroutines.

    /** Does not check for stack, as {@link #settleAndUnlock} may start a goroutine. */
    @Override
    public void enter(Thread thread) {
        adopt(thread);
        lock.lockSurely();
        try {
            census.enter(thread);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void leave(Thread thread) {
        lock.lockSurely();
        int forgone = census.leave(thread);
        settleAndUnlock();
        dismiss(thread);
        program.forgo(forgone);
    }

    @Override
    public void expect(Thread thread) {
        StackReserve.check();
        lock.lockSurely();
        try {
            census.expect(thread);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean arrive() {
        Thread thread = Thread.currentThread();
        adopt(thread);
        boolean arrives = false;
        lock.lock();
        try {
            arrives = census.arrive(thread);
        } finally {
            lock.unlock();
            if (!arrives) {
                dismiss(thread);
            }
        }
        return arrives;
    }

    /** Called by main, which still runs. */
    private void mainReturned() {
        lock.lock();
        try {
            mainReturned = true;
        } finally {
            lock.unlock();
        }
    }

    // Waits.

    @Override
    protected Suspension suspension(Wait wait) {
        return new BlockedWait(this, wait);
    }

    @Override
    protected boolean block(Suspension suspension, long deadline, boolean durable) {
        BlockedWait wait = (BlockedWait) suspension;
        StackReserve.checkApart(); // from here to the park, and for what is decided if this is the last one
        Event event = deadline == NEVER ? null : wait.eventAt(deadline);
        lock.lock();
        boolean settles = false;
        try {
            if (wait.needNotPark()) {
                return false;
            }
            if (over) {
                return true; // abandoned, and waiting again
            }
            census.reserve();
            settles = true;
        } finally {
            if (!settles) {
                lock.unlock();
            }
        }
        census.hold(wait, event, durable);
        boolean yield = settleAndUnlock();
        boolean park = wait.held;
        if (yield && !park) {
            Scheduling.gosched();
        }
        return park;
    }

    @Override
    protected void unblock(Suspension suspension) {
        BlockedWait wait = (BlockedWait) suspension;
        if (wait.held) {
            wait.beginToWake();
            free(wait);
        }
    }

    /** From now on, the goroutine of this wait runs. Does nothing if it does already. */
    void free(BlockedWait wait) {
        lock.lockSurely();
        try {
            if (wait.held && !over) {
                census.free(wait);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * {@code synctest.Wait}: waits until all others are blocked.
     *
     * @throws InterruptedException if the thread is interrupted, before or while it waits
     * @throws IllegalStateException if another one waits already
     */
    public void awaitAll() throws InterruptedException {
        Wait.checkInterrupt();
        if (!awaited.compareAndSet(false, true)) {
            throw new IllegalStateException("wait already in progress: one goroutine at a time can await the others");
        }
        try {
            Wait wait = new Wait(WaitReason.SYNCTEST_WAIT);
            wait.throwUnlessTimedOut(wait.await(NEVER, this));
        } finally {
            awaited.set(false);
        }
    }

    // What happens when nobody runs.

    /**
     * Decides what comes next, if nobody runs; frees the lock; and does what it has decided.
     *
     * <p>It is called with the lock held, so nothing that it calls checks for stack: if the compiler inlined the check, the
     * stack could end on entry, and the lock would stay taken. Whoever may be at the end of a stack makes sure of it before.
     *
     * @return whether the thread, if it need not park, is to let others run for once
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // decisions: with the lock held
    private boolean settleAndUnlock() {
        boolean yield = false;
        for (;;) {
            BlockedWait ended = null;
            Event due = null;
            Judge.Verdict passed = null;
            try {
                if (over || verdict != null || !census.allBlocked()) {
                    return yield;
                }
                yield = ++decisions % STEPS_PER_YIELD == 0;
                boolean ending = program.hasEnded();
                Event next = events.first();
                ended = census.awaiting();
                if (ended != null) {
                    census.free(ended);
                } else if (mainReturned && !ending) {
                    passed = Judge.Verdict.LEFT_BEHIND;
                } else if (next != null && (!ending || lastSteps++ < LAST_STEPS)) {
                    due = step(next.time);
                } else {
                    passed = ending ? Judge.Verdict.ABANDONED : Judge.Verdict.DEADLOCK;
                }
                verdict = passed;
                changesThen = census.changes();
            } finally {
                lock.unlock();
            }
            if (ended != null) {
                ended.end();
                return yield;
            }
            if (passed != null) {
                judge.start();
                return yield;
            }
            Due.perform(due, program);
            lock.lockSurely(); // step has counted this thread as running
            census.countOut();
        }
    }

    /**
     * Moves the clock, and frees the goroutines whose time has come. The current thread counts as one that runs from now on:
     * the events are chained through objects that the freed goroutines use again when they block again. With the lock held;
     * allocates nothing.
     *
     * @return the events
     */
    private @Nullable Event step(long time) {
        now = time;
        Event chain = null;
        for (Event e = events.first(); e != null && e.time <= time; e = events.first()) {
            events.remove(e);
            e.nextDue = chain;
            chain = e;
            if (e.wait != null) {
                census.free(e.wait);
            }
        }
        census.countIn();
        return chain;
    }

    // Verdicts.

    /** What each blocked goroutine waits for. */
    Map<Thread, WaitReason> blocked() {
        lock.lock();
        try {
            return census.waits();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Called before the verdict is carried out.
     *
     * @return the verdict; the judge counts as running until it calls {@link #release}. Null if it is void, because a
     *     goroutine has been woken since it was passed, or if there is none
     */
    Judge.@Nullable Verdict confirm() {
        lock.lockSurely();
        Judge.Verdict passed = verdict;
        verdict = null;
        if (passed != null && census.changes() == changesThen) {
            census.countIn();
            lock.unlock();
            return passed;
        }
        settleAndUnlock();
        return null;
    }

    /** Takes the verdict back, since a goroutine that seemed to be blocked goes on, and will decide when it blocks again. */
    void withdraw() {
        lock.lockSurely();
        try {
            verdict = null;
        } finally {
            lock.unlock();
        }
    }

    /** Ends what {@link #confirm} has begun. */
    void release() {
        lock.lockSurely();
        census.countOut();
        settleAndUnlock();
    }

    /** Gives up all goroutines that are left. */
    public void abandon() {
        shut();
        program.abandon();
    }

    // Standstill.

    /** Whether a thread is one of the goroutines. */
    boolean contains(Thread thread) {
        lock.lock();
        try {
            return census.contains(thread);
        } finally {
            lock.unlock();
        }
    }

    /**
     * How often nobody was running so far.
     *
     * @return a number; if it stays the same, so does the time
     */
    public long decisions() {
        return decisions;
    }
}
