package dev.weft.internal.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Go's P: what a carrier must have to run goroutines. There are as many as goroutines may run at the same time.
 *
 * <p>Besides a queue, it has a slot for the goroutine to run <em>next</em>: the one that the running goroutine has made
 * runnable last. It runs as soon as the running one waits. So two goroutines that hand over to each other do so on one
 * processor, in each other's warm cache, and without a look at the queue. A chain of such goroutines shares one time
 * slice: after {@value #LONGEST_CHAIN} in a row, or when the {@link Monitor} finds that the queue has waited for too
 * long, the queue has its turn.
 *
 * <p><b>Who owns it.</b> A processor is idle, or has exactly one carrier: {@code carrier.processor() == this} and {@code
 * carrier() == carrier}. A carrier loses it only with its lock held: the carrier gives up a processor without work, or
 * the monitor takes it from a carrier that has been busy with one goroutine for long. The latter may happen in the
 * middle of what the carrier is doing with the processor. That does no harm, as the slot is only exchanged, and the
 * queue has a lock; but whoever has put something in must look afterwards whether the processor is still its own; see
 * {@link GoScheduler#ready}.
 *
 * <p>Memory: {@code next} is exchanged in volatile mode, and read as a hint. {@code carrier}, {@code idle} and {@code
 * queueFirst} are volatile. {@code turns} is written by the carrier, and {@code nanosPerTurn} by the monitor, both in
 * opaque mode; others read them as hints. {@code chain} is used only by the carrier. A carrier that has just lost the
 * processor may still write {@code turns} and {@code chain}; a wrong value does no harm.
 */
final class Processor extends RunQueue {
    /** After this many goroutines in a row from the slot, it is the queue's turn. */
    static final int LONGEST_CHAIN = 64;

    /** What a turn is assumed to take as long as nothing is known: long, so that others are woken. */
    private static final long UNKNOWN_NANOS = 1_000_000;

    private static final VarHandle NEXT;
    private static final VarHandle TURNS;
    private static final VarHandle NANOS_PER_TURN;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NEXT = lookup.findVarHandle(Processor.class, "next", Runnable.class);
            TURNS = lookup.findVarHandle(Processor.class, "turns", long.class);
            NANOS_PER_TURN = lookup.findVarHandle(Processor.class, "nanosPerTurn", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Its index among the processors of its scheduler. */
    final int id;

    private volatile @Nullable Runnable next;
    private volatile @Nullable Carrier carrier;
    private volatile boolean idle;
    private volatile boolean queueFirst;
    private long turns;
    @SuppressWarnings("unused") // by NANOS_PER_TURN
    private long nanosPerTurn = UNKNOWN_NANOS;

    private int chain;

    Processor(int id) {
        this.id = id;
    }

    // What is to run.

    /**
     * Makes a goroutine the next one; the one that was next goes to the queue.
     *
     * @throws OutOfMemoryError if there is no memory for a larger queue; then it will not run
     */
    void runNext(Runnable r) {
        Runnable displaced = exchangeNext(r);
        while (displaced != null) {
            try {
                push(displaced);
                return;
            } catch (OutOfMemoryError e) {
                displaced = exchangeNext(displaced); // as it was before
                if (displaced == r) {
                    throw e;
                }
            } catch (StackOverflowError e) {
                if (next == r || next == null) {
                    next = displaced; // without a call, as there is no stack for it
                }
                throw e;
            }
        }
    }

    /** Takes the goroutine that is next, if there is one. */
    @Nullable Runnable takeNext() {
        return next == null ? null : exchangeNext(null);
    }

    private @Nullable Runnable exchangeNext(@Nullable Runnable r) {
        return (Runnable) NEXT.getAndSet(this, r);
    }

    /** Takes what is to run now; null if there is nothing. */
    @Nullable Runnable poll() {
        Runnable r = takeNext();
        if (r != null) {
            if (size() == 0) {
                chain = 0;
                return r;
            }
            if (++chain <= LONGEST_CHAIN) {
                return r;
            }
            try {
                push(r);
            } catch (OutOfMemoryError e) {
                return r; // the queue has its turn later
            }
        }
        chain = 0;
        return pop();
    }

    /** Whether there is something to run; a hint. */
    boolean hasWork() {
        return next != null || size() > 0;
    }

    /** Whether there is something in the slot; a hint. */
    boolean hasNext() {
        return next != null;
    }

    /** How long it takes at the present pace until all that is here has run; a hint. */
    long backlogNanos() {
        int n = size();
        if (next != null) {
            n++;
        }
        return n == 0 ? 0 : n * (long) NANOS_PER_TURN.getOpaque(this);
    }

    /** How long the queue alone takes; a hint. */
    long queueNanos() {
        int n = size();
        return n == 0 ? 0 : n * (long) NANOS_PER_TURN.getOpaque(this);
    }

    /** Has the queue, and the global one, go before the chain. */
    void letQueueGoFirst() {
        queueFirst = true;
    }

    /** Whether the queue is to go first, this time. */
    boolean queueGoesFirst() {
        if (!queueFirst) {
            return false;
        }
        queueFirst = false;
        chain = LONGEST_CHAIN;
        return true;
    }

    // Its pace.

    /** Counts a turn: the carrier is about to look for the next goroutine. */
    long beginTurn() {
        long n = turns + 1;
        TURNS.setOpaque(this, n);
        return n;
    }

    /** How many turns have begun; a hint. */
    long turns() {
        return (long) TURNS.getOpaque(this);
    }

    void setNanosPerTurn(long nanos) {
        NANOS_PER_TURN.setOpaque(this, nanos);
    }

    void forgetPace() {
        NANOS_PER_TURN.setOpaque(this, UNKNOWN_NANOS);
    }

    // Who owns it.

    /** The carrier that has it, or, while it is idle, that sleeps beside it; null before there was one. */
    @Nullable Carrier carrier() {
        return carrier;
    }

    void setCarrier(@Nullable Carrier c) {
        carrier = c;
    }

    /** Whether it is among the {@link IdleProcessors}. */
    boolean isIdle() {
        return idle;
    }

    /** For {@link IdleProcessors}. */
    void setIdle(boolean isIdle) {
        idle = isIdle;
    }
}
