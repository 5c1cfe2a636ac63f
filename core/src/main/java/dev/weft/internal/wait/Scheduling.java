package dev.weft.internal.wait;

import dev.weft.internal.time.Alarms;
import dev.weft.internal.time.RealClock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lets other goroutines run ({@code runtime.Gosched}), which takes more than {@link Thread#yield}.
 *
 * <p>A carrier first runs the virtual threads in its own queue, in turn. Those that a platform thread or a timer has
 * started or unparked are in other queues, and the carrier looks there only when its own queue is empty. A virtual
 * thread that yields goes back into the carrier's own queue. So while it yields in a loop, that queue is never empty,
 * and the others starve forever. (Measured on JDK 25.0.3 with one carrier: 41 million yields in 5 s, and the other
 * thread never ran. With n carriers, it takes n such loops.)
 *
 * <p>So besides yielding, a goroutine sometimes takes a <em>detour</em>: it parks, and has a platform thread unpark it.
 * Then it is no longer in the carrier's own queue. Once all goroutines of that queue have taken a detour, the queue is
 * empty, and the carrier looks at the others.
 *
 * <p>A detour costs some 10 µs, a yield 0.3 µs. So a goroutine takes a detour in two cases only:
 *
 * <ul>
 *   <li>The last detour, of any goroutine, began more than {@link #DETOUR_INTERVAL} ago. A goroutine that calls this
 *       only now and then usually finds it so.
 *   <li>The yield took longer than {@link #LONG_YIELD}: many goroutines have run meanwhile, and a detour adds little.
 *       In a long queue every goroutine finds this, so the queue empties in one round.
 * </ul>
 */
public final class Scheduling {
    /** Limits detours to a tenth of the time of a goroutine that yields in a loop. */
    private static final long DETOUR_INTERVAL = 100_000;

    /** A yield that takes longer has let many others run: a detour at most doubles it. */
    private static final long LONG_YIELD = 10_000;

    /** How long no goroutine tries again after a detour has failed. */
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

    /** Lets every other goroutine that can run do so. Never throws. */
    public static void gosched() {
        if (!Thread.currentThread().isVirtual()) {
            Thread.yield();
            return;
        }
        if (SchedulerChoice.handsOver()) {
            Nap.rest();
            return;
        }
        long before = RealClock.INSTANCE.nanoTime();
        Nap.rest();
        long now = RealClock.INSTANCE.nanoTime();
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
            detour.awaitUninterruptibly(); // in a bubble, it counts as running
        } catch (Throwable t) {
            // There is no memory, or no native thread can be made for the alarms: the yield has to suffice. Each such
            // attempt takes the virtual machine long and prints a warning, so the next one comes later.
            noneBefore = RealClock.INSTANCE.nanoTime() + AFTER_A_FAILURE;
        }
    }
}
