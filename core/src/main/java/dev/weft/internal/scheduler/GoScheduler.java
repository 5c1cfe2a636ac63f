package dev.weft.internal.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Go's scheduler, for virtual threads: processors with a slot and a queue each, a global queue, stealing, and a monitor.
 *
 * <p><b>Where a goroutine goes</b> when it becomes runnable: if another goroutine of this scheduler did it, into the slot
 * of the processor that this one runs on; if it yields, to the tail of that processor's queue; if anybody else did it (a
 * platform thread, a timer, a goroutine of another scheduler), into the global queue.
 *
 * <p><b>Who is woken.</b> Waking a carrier costs as much as dozens of hand-overs, so it pays only if there is much to
 * do. One is woken
 *
 * <ul>
 *   <li>for everything in the global queue;
 *   <li>if a processor is <em>behind</em>: what waits there would, at the present pace, take longer than {@value
 *       #BEHIND_NANOS} ns. (The pace is what the {@link Monitor} has seen last.)
 * </ul>
 *
 * <p>and only if no carrier is searching already: at most one is, or is being woken for it. When it finds something, it
 * wakes another one if there is more. (Go wakes one whenever a goroutine is made runnable and none is searching. Here,
 * that took 281 ns for a hop in a ring of goroutines, instead of 186; hops were stolen all the time.)
 *
 * <p><b>Nothing is forgotten.</b> Suppose that something is put into a queue or a slot.
 *
 * <ol>
 *   <li>The processor is not idle: its carrier comes to it, or the monitor sees at one of its next ticks that it does
 *       not, and sees to it.
 *   <li>The processor has become idle, or changed hands, in between: the thread that has put it there finds that the
 *       processor is no longer its own, moves what is in the slot (and, if the processor is idle, in its queue) into
 *       the global queue, and wakes a carrier. If it finds that the processor is still its own, then the processor was
 *       taken after the store into the slot, so its new carrier sees what is there before it sleeps.
 *   <li>The queue is the global one: if nobody is idle, all carriers are awake, and each looks there before it sleeps,
 *       after it has put its processor among the idle ones. If one is idle and none is searching, one is woken. If one
 *       is searching, it looks there after the end of its search, before it sleeps.
 * </ol>
 *
 * <p>Each of these rests on a store followed by a load on both sides, in sequentially consistent order: the slot is
 * exchanged, and the search, the idle count and a carrier's processor are volatile. Where one of them is the size of a
 * queue, which is not, there is a full fence in between: after a push, at the end of a search, and before a carrier that
 * has put its processor among the idle ones looks around.
 *
 * <p><b>Carriers</b> are made when they are first needed. If one cannot be made, for lack of memory or of native threads,
 * those that are there go on; if it is the first, that is an error.
 *
 * <p><b>No memory.</b> A goroutine that cannot be put anywhere is not put anywhere, and {@link #execute} throws. Once it
 * has been put somewhere, nothing is thrown, as the JDK would try again and so have it run twice.
 *
 * <p><b>No stack.</b> A thread may be at the very end of its stack when it makes a goroutine runnable. {@link #execute}
 * may throw then, and the JDK does not try again: this goroutine may be lost, as on the JDK's scheduler. But no other is,
 * no lock stays taken ({@link Guarded}), and nobody is woken, no search begun and nothing rescued without the stack to go
 * through with it ({@link StackRoom}); the monitor sees to it instead.
 */
public final class GoScheduler implements Executor {
    /** A processor is behind if what waits there would take longer than this. */
    static final long BEHIND_NANOS = 20_000;

    /** More carriers than processors are made only while some are stuck: at most this many more. */
    private static final int MOST_CARRIERS = 256;

    private static final VarHandle SEARCHING;
    private static final AtomicInteger CARRIER_NAMES = new AtomicInteger();

    static {
        try {
            SEARCHING = MethodHandles.lookup().findVarHandle(GoScheduler.class, "searching", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Processor[] processors;
    final RunQueue global = new RunQueue();
    final IdleProcessors idle;
    final SpareCarriers spares = new SpareCarriers();
    final Counters counters = new Counters();
    final Monitor monitor;

    /** The thread group of carriers: the outermost one, whoever needs the first carrier. */
    final ThreadGroup group;

    private final AtomicInteger carriers = new AtomicInteger();
    private volatile boolean searching;

    /** Whether a spare has been made that has not yet come; set by the monitor. */
    private volatile boolean spareComing;

    /**
     * Creates a scheduler.
     *
     * @param processors how many goroutines run at the same time
     */
    public GoScheduler(int processors) {
        this.processors = new Processor[processors];
        for (int i = 0; i < processors; i++) {
            this.processors[i] = new Processor(i);
        }
        this.idle = new IdleProcessors(this.processors);
        ThreadGroup g = Thread.currentThread().getThreadGroup();
        for (ThreadGroup parent = g.getParent(); parent != null; parent = g.getParent()) {
            g = parent;
        }
        this.group = g;
        this.monitor = new Monitor(this);
        rehearse();
    }

    /** Executes once what the virtual machine may need memory for when it first executes it; see {@link Guarded}. */
    private void rehearse() {
        Processor p = new Processor(0);
        Runnable r = () -> {};
        for (int i = 0; i <= RunQueue.INITIAL_CAPACITY; i++) {
            p.runNext(r);
        }
        p.push(r);
        p.steal(new Runnable[1]);
        p.beginTurn();
        p.setNanosPerTurn(p.turns() + p.backlogNanos());
        while (p.poll() != null) {
            p.forgetPace();
        }
        if (beginSearch()) {
            giveUpSearch();
        }
    }

    /**
     * Returns a builder of goroutines that run on this scheduler.
     *
     * @return a builder
     */
    public Thread.Builder.OfVirtual newBuilder() {
        return Loom.newBuilder(this);
    }

    /**
     * Whether the current thread is a goroutine of this kind of scheduler.
     *
     * @return true if a carrier of ours runs it
     */
    public static boolean runsCurrentThread() {
        return Loom.currentCarrier() instanceof Carrier;
    }

    // Something has become runnable.

    /** Called by the JDK when a goroutine becomes runnable, on the carrier of whoever did it. */
    @Override
    public void execute(Runnable r) {
        if (Loom.currentCarrier() instanceof Carrier c && c.scheduler == this) {
            Processor p = c.processor();
            if (p != null) {
                ready(c, p, r);
                return;
            }
        }
        submit(r);
    }

    /** Called on a carrier, which has this processor or has just lost it. */
    void ready(Carrier c, Processor p, Runnable r) {
        if (c.isRunning(r)) { // it yields, or was unparked while it was about to park
            p.push(r);
            VarHandle.fullFence();
        } else {
            p.runNext(r);
        }
        wakeIfBehind(p);
        if (c.processor() != p) {
            rescue(p);
        }
    }

    /** The processor was taken from the carrier before, or while, something was put there; perhaps it is idle now. */
    void rescue(Processor p) {
        if (!StackRoom.toWake()) {
            return;
        }
        VarHandle.fullFence();
        Runnable r;
        while ((r = p.takeNext()) != null || (p.isIdle() && (r = p.pop()) != null)) {
            resubmit(r);
        }
    }

    /** Puts one that was in a queue or a slot into the global queue. Never throws, as it would be lost. */
    void resubmit(Runnable r) {
        for (;;) {
            try {
                submit(r);
                return;
            } catch (OutOfMemoryError e) {
                Thread.onSpinWait(); // there is room as soon as a carrier takes something
            }
        }
    }

    /** Puts it into the global queue. */
    void submit(Runnable r) {
        if (carriers.get() == 0) {
            makeFirstCarrier();
        }
        global.push(r);
        VarHandle.fullFence();
        wake();
    }

    // Waking.

    /** Wakes a carrier if this processor has more to do than it can soon be through with. */
    void wakeIfBehind(Processor p) {
        if (!idle.isEmpty() && !searching && p.backlogNanos() > BEHIND_NANOS) {
            wake();
        }
    }

    /** Wakes a carrier if there is more to do than those that are awake will soon be through with. */
    void wakeIfBehind() {
        if (!idle.isEmpty() && isBehind()) {
            wake();
        }
    }

    /** Whether there is more to do than those that are awake will soon be through with. */
    boolean isBehind() {
        if (global.size() > 0) {
            return true;
        }
        for (Processor p : processors) {
            if (p.backlogNanos() > BEHIND_NANOS) {
                return true;
            }
        }
        return false;
    }

    /** Wakes an idle carrier, unless one is searching already; it searches. */
    void wake() {
        for (int attempts = processors.length; attempts > 0 && !idle.isEmpty() && !searching; attempts--) {
            if (!StackRoom.toWake() || !beginSearch()) {
                return;
            }
            Processor p = idle.poll();
            if (p != null) {
                if (resume(p)) {
                    counters.wakes.incrementAndGet();
                    monitor.wake();
                    return;
                }
                idle.addLast(p);
            }
            giveUpSearch();
            if (!isBehind()) {
                return;
            }
        }
    }

    /** Becomes the one that searches, if there is none. */
    boolean beginSearch() {
        return !searching && SEARCHING.compareAndSet(this, false, true);
    }

    /** Ends a search that has found something; there may be more. */
    void endSearch() {
        giveUpSearch();
        wakeIfBehind();
    }

    /** Ends a search that has found nothing. The caller must look around once more before it sleeps. */
    void giveUpSearch() {
        searching = false;
        VarHandle.fullFence();
    }

    // Carriers.

    /** Wakes the carrier of a processor that is no longer idle, or makes one; false if that fails. */
    private boolean resume(Processor p) {
        if (wakeCarrier(p)) {
            return true;
        }
        try {
            makeCarrier(p);
            return true;
        } catch (OutOfMemoryError | StackOverflowError e) { // the others go on without it
            return false;
        }
    }

    /** Wakes the carrier of a processor that is no longer idle; false if it has none yet. */
    private static boolean wakeCarrier(Processor p) {
        Carrier c = p.carrier();
        LockSupport.unpark(c);
        return c != null;
    }

    private void makeFirstCarrier() {
        while (carriers.get() == 0) {
            StackRoom.checkToMakeThread(); // before the search begins, as it must end
            if (beginSearch()) {
                Processor p = idle.poll();
                if (p == null) {
                    searching = false;
                    return; // there is a carrier after all
                }
                try {
                    if (!wakeCarrier(p)) { // another thread may have made it, and not yet have counted it
                        makeCarrier(p);
                    }
                } catch (OutOfMemoryError | StackOverflowError e) {
                    idle.add(p);
                    searching = false;
                    throw e;
                }
                monitor.wake();
                return;
            }
            Thread.onSpinWait(); // another thread is making it
        }
    }

    /**
     * Makes a carrier.
     *
     * @param p its processor, which is not idle; null for a spare
     * @throws OutOfMemoryError if there is no memory, or no native thread
     */
    private void makeCarrier(@Nullable Processor p) {
        StackRoom.checkToMakeThread();
        Carrier c = new Carrier(this, p, "weft-carrier-" + CARRIER_NAMES.incrementAndGet());
        if (p != null) {
            p.setCarrier(c);
        }
        try {
            c.start();
        } catch (Throwable t) {
            if (p != null) {
                p.setCarrier(null);
            }
            throw t;
        }
        carriers.incrementAndGet();
    }

    /** Makes a spare carrier, unless one is on its way, or there are enough, or it cannot be made. */
    void makeSpare() {
        if (spareComing || carriers.get() >= MOST_CARRIERS + processors.length) {
            return;
        }
        spareComing = true;
        try {
            makeCarrier(null);
        } catch (OutOfMemoryError | StackOverflowError e) {
            spareComing = false; // those that are there go on; the monitor asks again
        }
    }

    /** A carrier without a processor is ready to get one. */
    void addSpare(Carrier c) {
        spares.push(c);
        spareComing = false;
    }

    /** How many carriers there are. */
    int carriers() {
        return carriers.get();
    }

    /** A spare ends. */
    void carrierEnds() {
        carriers.decrementAndGet();
    }

    /**
     * Counts what it has, and what it has done.
     *
     * @return processors, carriers and counters, by name, in this order
     */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("processors", (long) processors.length);
        counts.put("idle", (long) idle.count());
        counts.put("carriers", (long) carriers.get());
        counters.addTo(counts);
        return counts;
    }

    /** Describes what it is doing, by its {@link #counts}. */
    @Override
    public String toString() {
        String counts = counts().toString(); // {processors=2, idle=0, …}
        return "GoScheduler[" + counts.substring(1, counts.length() - 1).replace('=', ' ') + "]";
    }
}
