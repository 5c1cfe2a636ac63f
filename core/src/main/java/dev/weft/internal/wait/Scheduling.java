package dev.weft.internal.wait;

import dev.weft.internal.time.Alarms;
import dev.weft.internal.time.MonotonicClock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lets other goroutines run ({@code runtime.Gosched}), which takes more than {@link Thread#yield}.
 *
 * <p>A carrier runs the virtual threads in its own queue first, in turn; those that were started or unparked
 * from outside, by a platform thread or a timer, it fetches from other queues when its own is empty. A
 * virtual thread that yields in a loop is always back in time, so they starve for ever. (Measured on JDK
 * 25.0.3, one carrier: 41 million yields in 5 s, and the other never ran. With n carriers, n such loops do it.)
 *
 * <p>So besides yielding, the goroutine now and then takes a <em>detour</em>: it parks, and has a platform
 * thread unpark it. That takes it off the carrier's queue, and when all are off, the carrier looks at the others. A
 * detour costs some 10 µs instead of 0.3 µs. So it is taken by one that found the last detour, of whomever, long
 * ago, which one that calls this once in a while always does; and by all whose yield has taken so long that a detour
 * adds little, which empties a long queue in one round.
 */
public final class Scheduling {
    /** Keeps the cost of detours at a tenth of the time of a goroutine that yields in a loop. */
    private static final long DETOUR_INTERVAL = 100_000;

    /** A yield that takes longer has let many others run: a detour at most doubles it. */
    private static final long LONG_YIELD = 10_000;

    /** How long nobody tries again where a detour has failed. */
    private static final long AFTER_A_FAILURE = 100_000_000;

    private static final VarHandle NEXT_DETOUR;

    static {
        try {
            NEXT_DETOUR = MethodHandles.lookup().findStaticVarHandle(Scheduling.class, "nextDetour", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // by NEXT_DETOUR
    private static long nextDetour;

    private static volatile long noneBefore;

    private Scheduling() {}

    /** Lets every other goroutine run that could. Never throws. */
    public static void gosched() {
        if (!Thread.currentThread().isVirtual()) {
            Thread.yield();
            return;
        }
        long before = MonotonicClock.nanoTime();
        Nap.rest();
        long now = MonotonicClock.nanoTime();
        long next = (long) NEXT_DETOUR.getOpaque();
        boolean due = now - before > LONG_YIELD
                || (now >= next && NEXT_DETOUR.compareAndSet(next, now + DETOUR_INTERVAL));
        if (due && now >= noneBefore) {
            takeDetour();
        }
    }

    private static void takeDetour() {
        try {
            Wait detour = new Wait(WaitReason.RUNNABLE);
            Alarms.soon(detour::signal);
            detour.awaitUninterruptibly();
        } catch (Throwable t) {
            // There is no memory, or no native thread can be made for the alarms: the yield has to do. It takes the
            // virtual machine long to find that out, and it prints a warning each time.
            noneBefore = MonotonicClock.nanoTime() + AFTER_A_FAILURE;
        }
    }
}
