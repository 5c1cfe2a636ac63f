package dev.weft.internal.scheduler;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Go's sysmon: a thread that looks after the processors while any is in use, every {@value #TICK_NANOS} ns.
 *
 * <ul>
 *   <li>It measures their pace: how long a turn takes.
 *   <li>It lets the queue go first where it has waited for a time slice, because a chain of goroutines hands over through
 *       the slot.
 *   <li>If a processor is busy with one goroutine while others wait, it has an idle carrier take what is next there. If
 *       none is idle and a time slice is over, it gives the processor to a spare carrier: a <em>retake</em>. So a
 *       goroutine that computes forever, or blocks in the file system or in native code, holds up nobody: the carrier
 *       goes on with it, without a processor, and the operating system divides the time between them.
 * </ul>
 *
 * <p>While all processors are idle, it looks only every {@value #SLICE_NANOS} ns. After a second of that, it sleeps
 * until one is woken, but still looks once a second whether something waits.
 *
 * <p>Only this thread uses the fields, except {@code asleep} and {@code thread}, which are volatile, and {@code
 * started}.
 */
final class Monitor implements Runnable {
    /** How often it looks. */
    static final long TICK_NANOS = 1_000_000;

    /** Go's time slice. */
    static final long SLICE_NANOS = 10_000_000;

    /** After this many ticks while all are idle, it sleeps. */
    private static final int QUIET_TICKS = 100;

    /**
     * It looks that often even while it sleeps: a thread at the end of its stack may have put something somewhere, and may
     * not have had the stack to wake a carrier.
     */
    private static final long LONGEST_SLEEP_NANOS = 1_000_000_000;

    /** After this many ticks, the pace of an idle processor is forgotten. */
    private static final int PACE_TICKS = 3;

    private final GoScheduler scheduler;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile @Nullable Thread thread;
    private volatile boolean asleep;

    // Of each processor:

    /** Its turn at the last tick. */
    private final long[] turn;

    /** Since when it is busy with this turn. */
    private final long[] since;

    /** Since when something waits in its queue, or in the global one. */
    private final long[] waitingSince;

    /** For how many ticks it has been idle. */
    private final int[] idleTicks;

    private long lastTick;

    Monitor(GoScheduler scheduler) {
        int n = scheduler.processors.length;
        this.scheduler = scheduler;
        this.turn = new long[n];
        this.since = new long[n];
        this.waitingSince = new long[n];
        this.idleTicks = new int[n];
    }

    /** A processor is no longer idle. */
    void wake() {
        if (!started.get() && started.compareAndSet(false, true)) {
            start();
        } else if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    private void start() {
        try {
            Thread t = new Thread(scheduler.group, this, "weft-monitor", 0, false);
            t.setDaemon(true);
            t.setPriority(Thread.NORM_PRIORITY);
            t.setContextClassLoader(null);
            thread = t;
            t.start();
        } catch (OutOfMemoryError | StackOverflowError e) {
            started.set(false); // the next one that is woken tries again
        }
    }

    @Override
    public void run() {
        begin();
        for (int quiet = 0;;) {
            try {
                boolean allIdle = tick();
                quiet = allIdle ? quiet + 1 : 0;
                if (quiet > QUIET_TICKS) {
                    sleep();
                    quiet = 0;
                } else {
                    LockSupport.parkNanos(this, allIdle ? SLICE_NANOS : TICK_NANOS);
                }
            } catch (Throwable t) {
                // out of memory, or of stack: it goes on with the next tick
            }
            Thread.interrupted();
        }
    }

    /** Returns at once if a processor is in use. */
    void sleep() {
        asleep = true;
        if (scheduler.idle.count() == scheduler.processors.length) {
            while (asleep && !scheduler.isBehind()) {
                LockSupport.parkNanos(this, LONGEST_SLEEP_NANOS);
                Thread.interrupted();
            }
        }
        asleep = false;
        begin();
    }

    /** What it may have seen before says nothing about now. */
    private void begin() {
        long now = System.nanoTime();
        lastTick = now;
        Arrays.fill(since, now);
        Arrays.fill(waitingSince, now);
    }

    /** Looks at all processors once. Returns whether all were idle. */
    boolean tick() {
        long now = System.nanoTime();
        boolean allIdle = true;
        for (Processor p : scheduler.processors) {
            if (p.isIdle()) {
                lookAtIdle(p, now);
            } else {
                allIdle = false;
                idleTicks[p.id] = 0;
                lookAt(p, now);
            }
        }
        lastTick = now;
        if (allIdle && scheduler.isBehind()) {
            scheduler.wake();
        }
        return allIdle;
    }

    private void lookAtIdle(Processor p, long now) {
        turn[p.id] = p.turns();
        since[p.id] = now;
        waitingSince[p.id] = now;
        if (++idleTicks[p.id] > PACE_TICKS) {
            p.forgetPace();
        }
        if (p.hasWork()) { // left by a thread without the stack to put it elsewhere
            scheduler.rescue(p);
        }
    }

    private void lookAt(Processor p, long now) {
        int i = p.id;
        if (p.size() == 0 && scheduler.global.size() == 0) {
            waitingSince[i] = now;
        }
        long turns = p.turns();
        if (turns != turn[i]) {
            p.setNanosPerTurn((now - lastTick) / Math.max(1, turns - turn[i]));
            turn[i] = turns;
            since[i] = now;
            if (now - waitingSince[i] > SLICE_NANOS) {
                p.letQueueGoFirst();
                waitingSince[i] = now;
            }
            return;
        }
        p.setNanosPerTurn(now - since[i]);
        if (!p.hasNext() && !anyQueued()) {
            return;
        }
        if (!scheduler.idle.isEmpty()) {
            Runnable r = p.takeNext();
            if (r != null) {
                scheduler.resubmit(r);
            } else {
                scheduler.wake();
            }
        } else if (now - since[i] >= SLICE_NANOS && retake(p)) {
            since[i] = now;
        }
    }

    private boolean anyQueued() {
        if (scheduler.global.size() > 0) {
            return true;
        }
        for (Processor p : scheduler.processors) {
            if (p.size() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Gives the processor to a spare carrier; false if that is not possible yet. */
    boolean retake(Processor p) {
        Carrier busy = p.carrier();
        if (busy == null) {
            return false;
        }
        if (busy.isFresh()) { // the machine is busy with other things: another carrier would not run either
            LockSupport.unpark(busy); // or the thread that was to do so is held up
            return false;
        }
        Carrier spare = scheduler.spares.poll();
        if (spare == null) {
            scheduler.makeSpare(); // it will be there at one of the next ticks
            return false;
        }
        p.lock();
        boolean runs = !busy.isFresh(); // neither idle, nor woken and not yet running
        if (runs) {
            busy.setProcessor(null);
            spare.setFresh();
            p.setCarrier(spare);
            spare.setProcessor(p);
        }
        p.unlock();
        if (runs) {
            scheduler.counters.retakes.incrementAndGet();
        } else {
            scheduler.spares.push(spare);
        }
        LockSupport.unpark(spare); // to go on with the processor; without one, its time may be over meanwhile
        return runs;
    }
}
