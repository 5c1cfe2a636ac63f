package dev.weft.internal.scheduler;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A scheduler whose carriers and monitor do not run: a test takes their steps, in threads of its own. So each state is
 * a scheduler to itself, and a model checker can interleave the steps.
 *
 * <p>Every processor is in use at first, by the carrier with the same index. There is one spare, with the next index.
 */
public final class StillScheduler {
    private static final VarHandle CARRIERS;
    private static final VarHandle STARTED;
    private static final VarHandle RUNNING;
    private static final VarHandle FRESH;
    private static final VarHandle SEARCHING;
    private static final VarHandle CARRIER_SEARCHING;

    static {
        try {
            CARRIERS = Privates.field(GoScheduler.class, "carriers", AtomicInteger.class);
            SEARCHING = Privates.field(GoScheduler.class, "searching", boolean.class);
            STARTED = Privates.field(Monitor.class, "started", AtomicBoolean.class);
            RUNNING = Privates.field(Carrier.class, "running", Runnable.class);
            CARRIER_SEARCHING = Privates.field(Carrier.class, "searching", boolean.class);
            FRESH = Privates.field(Carrier.class, "fresh", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Those that are no longer in use, by the number of their processors. */
    private static final List<Queue<StillScheduler>> FREE =
            List.of(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());

    /** So fast that nobody is woken because a processor is behind. */
    private static final long PACE_NANOS = 100;

    private final GoScheduler scheduler;
    private final Carrier[] carriers;

    public StillScheduler(int processors) {
        scheduler = new GoScheduler(processors);
        carriers = new Carrier[processors + 1];
        ((AtomicBoolean) STARTED.get(scheduler.monitor)).set(true);
        ((AtomicInteger) CARRIERS.get(scheduler)).set(carriers.length);
        for (int i = 0; i < carriers.length; i++) {
            carriers[i] = new Carrier(scheduler, null, "");
        }
        begin();
    }

    private void begin() {
        int spare = scheduler.processors.length;
        for (int i = 0; i < spare; i++) {
            Processor p = scheduler.processors[i];
            carriers[i].setProcessor(p);
            CARRIER_SEARCHING.set(carriers[i], false);
            FRESH.setVolatile(carriers[i], false);
            p.setCarrier(carriers[i]);
            p.setNanosPerTurn(PACE_NANOS);
            scheduler.idle.remove(p);
        }
        carriers[spare].setProcessor(null);
        scheduler.addSpare(carriers[spare]);
    }

    /** Returns a scheduler that is no longer in use, or a new one: to make one takes much longer than to use it. */
    public static StillScheduler used(int processors) {
        StillScheduler used = FREE.get(processors).poll();
        return used == null ? new StillScheduler(processors) : used;
    }

    /** To be called when it is no longer in use. */
    public void free() {
        drain();
        while (scheduler.spares.poll() != null) {
            // until there is none
        }
        SEARCHING.setVolatile(scheduler, false);
        scheduler.counters.wakes.set(0);
        begin();
        FREE.get(scheduler.processors.length).add(this);
    }

    // What a goroutine does that this carrier runs.

    /** It makes another goroutine runnable. The processor is the one that the carrier had when this began. */
    public void readies(int carrier, int number) {
        makeRunnable(carrier, OpenProcessor.runnable(number));
    }

    /** It yields. */
    public void yields(int carrier, int number) {
        Runnable r = OpenProcessor.runnable(number);
        RUNNING.set(carriers[carrier], r);
        makeRunnable(carrier, r);
        RUNNING.set(carriers[carrier], null);
    }

    /** As {@link GoScheduler#execute} does, which asks the current thread for its carrier. */
    private void makeRunnable(int carrier, Runnable r) {
        Processor p = carriers[carrier].processor();
        if (p != null) {
            scheduler.ready(carriers[carrier], p, r);
        } else {
            scheduler.submit(r);
        }
    }

    // What a carrier does.

    /** It takes what is to run on its processor, or from the global queue; 0 if there is nothing, or no processor. */
    public int takes(int carrier) {
        Processor p = carriers[carrier].processor();
        FRESH.setVolatile(carriers[carrier], false);
        if (p == null) {
            return 0;
        }
        Runnable r = p.poll();
        return OpenProcessor.number(r != null ? r : scheduler.global.pop());
    }

    /** It ends its search, if it has begun one, and puts its processor among the idle ones, unless there is work after all. */
    public boolean becomesIdle(int carrier) {
        Processor p = carriers[carrier].processor();
        return p != null && carriers[carrier].becomeIdle(p);
    }

    /** It begins to search, unless another one does. */
    public boolean beginsSearch(int carrier) {
        boolean begins = scheduler.beginSearch();
        CARRIER_SEARCHING.set(carriers[carrier], begins);
        return begins;
    }

    /** It has searched, and found nothing: it becomes idle, or a spare if it has lost its processor. */
    public void findsNothing(int carrier) {
        becomesIdle(carrier);
        if (carriers[carrier].processor() == null) {
            carriers[carrier].becomeSpare();
        }
    }

    // What others do.

    /** A thread from outside makes a goroutine runnable. */
    public void submits(int number) {
        scheduler.submit(OpenProcessor.runnable(number));
    }

    /** The monitor gives a processor to the spare carrier. */
    public boolean retakes(int processor) {
        return scheduler.monitor.retake(scheduler.processors[processor]);
    }

    // What has come of it.

    /** How often an idle carrier was woken. */
    public int wakes() {
        return scheduler.counters.wakes.intValue();
    }

    /** Whether a search has begun that has not ended. */
    public boolean isSearching() {
        return (boolean) SEARCHING.getVolatile(scheduler);
    }

    public boolean isIdle(int processor) {
        return scheduler.processors[processor].isIdle();
    }

    /** The index of the carrier that has the processor. */
    public int carrierOf(int processor) {
        for (int i = 0; i < carriers.length; i++) {
            if (scheduler.processors[processor].carrier() == carriers[i]) {
                return i;
            }
        }
        return -1;
    }

    /**
     * What nobody would come to, if no more happened: what is on an idle processor, and what is in the global queue if all
     * processors are idle.
     */
    public List<Integer> forgotten() {
        List<Integer> forgotten = new ArrayList<>();
        for (Processor p : scheduler.processors) {
            while (p.isIdle() && p.hasWork()) {
                forgotten.add(OpenProcessor.number(p.poll()));
            }
        }
        if (scheduler.idle.count() == scheduler.processors.length) {
            for (Runnable r; (r = scheduler.global.pop()) != null;) {
                forgotten.add(OpenProcessor.number(r));
            }
        }
        return forgotten;
    }

    /** Takes out all that is left, wherever it is. */
    public List<Integer> drain() {
        List<Integer> all = new ArrayList<>();
        for (Processor p : scheduler.processors) {
            for (Runnable r; (r = p.poll()) != null;) {
                all.add(OpenProcessor.number(r));
            }
        }
        for (Runnable r; (r = scheduler.global.pop()) != null;) {
            all.add(OpenProcessor.number(r));
        }
        return all;
    }
}
