package dev.weft.internal.scheduler;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Go's M: a platform thread that runs goroutines, as long as it has a {@link Processor}. Without one it is a spare, and
 * waits until the {@link Monitor} gives it one.
 *
 * <p>It runs what its processor has. If that is nothing, it looks at the global queue, then at what other processors have
 * too much of; if that is nothing either, it <em>searches</em> for a moment, unless another carrier does, and then it
 * sleeps beside its processor, which is idle then.
 *
 * <p>Only the carrier itself uses its fields, except {@code processor} and {@code fresh}, which are volatile, and {@code
 * nextSpare}, which belongs to {@link SpareCarriers}. {@code running} is also read by what a goroutine does on this
 * carrier.
 */
final class Carrier extends Thread {
    /** Once in this many turns, the global queue goes first; a prime number, like Go's. */
    private static final int GLOBAL_INTERVAL = 61;

    /** How long it searches before it sleeps. */
    private static final long SEARCH_NANOS = 10_000;

    /** How often it looks around while it searches. */
    private static final long LOOK_NANOS = 500;

    /** It takes from a queue that would take its owner longer than this. */
    private static final long STEAL_NANOS = 3_000;

    /** It takes from the queue, or else the slot, of a processor that has not come to its next turn for this long. */
    private static final long STUCK_NANOS = 5_000;

    /** A spare that has not been needed for this long ends. */
    private static final long SPARE_NANOS = 5_000_000_000L;

    private static final int MOST_LOOT = 128;

    final GoScheduler scheduler;

    /** The next one in {@link SpareCarriers}. */
    @Nullable Carrier nextSpare;

    private volatile @Nullable Processor processor;
    private volatile boolean fresh = true;
    private boolean searching;
    private @Nullable Runnable running;
    private final @Nullable Runnable[] loot = new @Nullable Runnable[MOST_LOOT];

    // What it has seen of each processor while searching: its turn, and since when.
    private final long[] seenTurn;
    private final long[] seenSince;

    /**
     * Creates a carrier, not started.
     *
     * @param p its processor, which has been idle: the carrier begins by searching; null for a spare
     */
    Carrier(GoScheduler scheduler, @Nullable Processor p, String name) {
        super(scheduler.group, null, name, 0, false);
        this.scheduler = scheduler;
        this.processor = p;
        this.searching = p != null;
        this.seenTurn = new long[scheduler.processors.length];
        this.seenSince = new long[scheduler.processors.length];
        setDaemon(true);
        setPriority(NORM_PRIORITY); // and not that of whichever thread happens to make it
        setContextClassLoader(null); // it lives as long as the virtual machine
    }

    // What others see.

    /** Its processor; null if it is a spare, or has just lost it. */
    @Nullable Processor processor() {
        return processor;
    }

    void setProcessor(@Nullable Processor p) {
        processor = p;
    }

    /**
     * Whether it has not run since it was given its processor, or since it went to sleep beside it. The monitor takes no
     * processor from such a carrier: the machine is busy with other things, or the thread that wakes it is not yet done.
     */
    boolean isFresh() {
        return fresh;
    }

    void setFresh() {
        fresh = true;
    }

    /** Whether this is the continuation of the goroutine that it is just running. */
    boolean isRunning(Runnable r) {
        return r == running;
    }

    // Its life.

    @Override
    public void run() {
        for (boolean goOn = true; goOn;) {
            try {
                goOn = turn();
            } catch (Throwable t) { // whatever a goroutine's continuation throws, the others go on
                report(t);
            }
        }
    }

    private void report(Throwable t) {
        try {
            getUncaughtExceptionHandler().uncaughtException(this, t);
        } catch (Throwable ignored) {
            // as the virtual machine does
        }
    }

    /** Runs one goroutine until it waits, or waits for one. Returns false if this carrier is no longer needed. */
    boolean turn() {
        Processor p = processor;
        if (p == null) {
            return awaitProcessor();
        }
        if (fresh) {
            fresh = false;
        }
        Runnable r = next(p);
        if (r != null) {
            running = r;
            try {
                r.run();
            } finally {
                running = null;
            }
        }
        return true;
    }

    private @Nullable Runnable next(Processor p) {
        RunQueue global = scheduler.global;
        long turn = p.beginTurn();
        Runnable r = null;
        if (turn % GLOBAL_INTERVAL == 0 || p.queueGoesFirst()) {
            r = global.pop();
        }
        if (r == null) {
            r = p.poll();
        }
        if (r == null) {
            r = global.pop();
        }
        if (r == null) {
            return findWork(p);
        }
        if (searching) {
            stopSearching();
        } else if (p.size() > 0) {
            scheduler.wakeIfBehind(p);
        }
        return r;
    }

    /** Steals, searches, or sleeps. Returns null if it is to look again. */
    private @Nullable Runnable findWork(Processor p) {
        Runnable r = steal(p);
        if (r == null && (searching || scheduler.beginSearch())) {
            searching = true;
            r = search(p);
            if (r == null && p.hasWork()) {
                return null; // still searching, until it has it
            }
        }
        if (r == null) {
            sleep(p);
        } else if (searching) {
            stopSearching();
        }
        return r;
    }

    private @Nullable Runnable search(Processor p) {
        Arrays.fill(seenTurn, -1);
        long start = System.nanoTime();
        long now = start;
        while (now - start < SEARCH_NANOS && processor == p && !p.hasWork()) {
            long pause = now;
            do {
                Thread.onSpinWait();
                now = System.nanoTime();
            } while (now - pause < LOOK_NANOS);
            Runnable r = scheduler.global.pop();
            if (r == null) {
                r = steal(p);
            }
            if (r == null) {
                r = stealFromTheStuck(p, now);
            }
            if (r != null) {
                return r;
            }
        }
        return null;
    }

    private void stopSearching() {
        searching = false;
        scheduler.endSearch();
    }

    /** Takes half of a queue that is long. */
    private @Nullable Runnable steal(Processor p) {
        Processor[] all = scheduler.processors;
        for (int i = 1; i < all.length; i++) {
            Processor victim = all[(p.id + i) % all.length];
            int n = victim.queueNanos() > STEAL_NANOS ? victim.steal(loot) : 0;
            if (n > 0) {
                scheduler.counters.steals.incrementAndGet();
                for (int k = 1; k < n; k++) {
                    keep(p, Objects.requireNonNull(loot[k]));
                }
                Runnable r = loot[0];
                Arrays.fill(loot, 0, n, null);
                VarHandle.fullFence();
                if (processor != p) {
                    scheduler.rescue(p);
                }
                return r;
            }
        }
        return null;
    }

    /** Puts loot into the queue, which was empty a moment ago, and so has room. */
    private static void keep(Processor p, Runnable r) {
        for (;;) {
            try {
                p.push(r);
                return;
            } catch (OutOfMemoryError e) {
                Thread.onSpinWait(); // it has room as soon as another carrier takes something
            }
        }
    }

    /** Takes from a processor that has been busy with one goroutine for some time, though others wait there. */
    private @Nullable Runnable stealFromTheStuck(Processor p, long now) {
        for (Processor victim : scheduler.processors) {
            if (victim == p || !victim.hasWork()) {
                continue;
            }
            long turn = victim.turns();
            if (turn != seenTurn[victim.id]) {
                seenTurn[victim.id] = turn;
                seenSince[victim.id] = now;
            } else if (now - seenSince[victim.id] > STUCK_NANOS) {
                Runnable r = victim.pop();
                if (r == null) {
                    r = victim.takeNext();
                }
                if (r != null) {
                    scheduler.counters.steals.incrementAndGet();
                    return r;
                }
            }
        }
        return null;
    }

    /** Sleeps beside its processor until it is woken; then it searches. Returns at once if there is work after all. */
    private void sleep(Processor p) {
        if (!becomeIdle(p)) {
            return;
        }
        scheduler.counters.sleeps.incrementAndGet();
        while (p.isIdle()) {
            LockSupport.park(this);
            Thread.interrupted(); // with the flag set, it could not park
        }
        searching = true; // the thread that has woken it has begun a search on its behalf
    }

    /**
     * Ends its search, and puts its processor among the idle ones. Returns false if that is no longer its own, or if there
     * is work after all.
     */
    boolean becomeIdle(Processor p) {
        if (searching) {
            searching = false;
            scheduler.giveUpSearch();
        }
        p.lock();
        boolean mine = processor == p;
        if (mine) {
            fresh = true; // until it runs; set by the one that wakes it, this could come when it runs already
            scheduler.idle.add(p);
        }
        p.unlock();
        if (!mine) {
            return false;
        }
        // From here on, threads that make something runnable find this processor idle. What came before is found now.
        VarHandle.fullFence();
        if ((p.hasWork() || scheduler.isBehind()) && scheduler.idle.remove(p)) {
            scheduler.monitor.wake();
            return false;
        }
        return true;
    }

    /** Waits, as a spare, until it gets a processor; false if it has not been needed for long, and is to end. */
    private boolean awaitProcessor() {
        becomeSpare();
        long deadline = System.nanoTime() + SPARE_NANOS;
        while (processor == null) {
            long left = deadline - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(this, left);
            } else if (scheduler.spares.remove(this)) {
                scheduler.carrierEnds();
                return false;
            } else {
                LockSupport.park(this); // the monitor has just taken it
            }
            Thread.interrupted();
        }
        return true;
    }

    /** Ends its search, and puts itself among the spares. */
    void becomeSpare() {
        if (searching) {
            searching = false;
            scheduler.giveUpSearch();
        }
        scheduler.wakeIfBehind(); // for what came while it searched, when its processor's new carrier had already looked
        scheduler.addSpare(this);
    }
}
