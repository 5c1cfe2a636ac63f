package dev.weft.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sees to it that goroutines which wake each other do not keep out those that are started or woken from outside, by a
 * timer or a platform thread. Go's scheduler looks at such ones every 61st turn; the JDK's does not: a carrier first runs
 * the virtual threads in its own queue, where a goroutine puts those that it wakes, and looks elsewhere when that is
 * empty. With one carrier, two goroutines on one channel keep it busy for ever, and a third that sleeps for a millisecond
 * never wakes (TestAfterFuncStarvation of Go's {@code time} is such a program).
 *
 * <p>So now and then one that parks has a <em>scout</em> started, a virtual thread that comes from outside. If it has
 * run within {@link #PATIENCE}, as it has unless all carriers are busy without a break, all is well. If not, outsiders
 * starve, and until it runs, goroutines too wake each other from outside: the carriers' queues run empty, and what waits
 * elsewhere has its turn, the scout behind it. It costs some 10 µs a wake-up while it lasts, which is as long as it takes
 * each goroutine that is ready to run until it parks.
 *
 * <p>States: {@code QUIET} → {@code SENT} (the scout is on its way) → {@code STARVING} (it is late), and from both back to
 * {@code QUIET} by the scout. {@code since} is when the state became what it is. Both are hints, which whoever parks reads
 * now and then; only the step that starts a scout is a compare-and-set, so that there is one.
 */
final class StarvationWatch {
    /** As long as a goroutine runs in Go before another has its turn. */
    private static final long PATIENCE = 10_000_000;

    /** One in so many that park looks at the clock, which takes 25 to 150 ns. A power of two. */
    private static final int SELDOM = 64;

    private static final int QUIET = 0;
    private static final int SENT = 1;
    private static final int STARVING = 2;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findStaticVarHandle(StarvationWatch.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // by STATE: opaque, but for compare-and-set
    private static int state;

    private static volatile long since = MonotonicClock.nanoTime();

    private StarvationWatch() {}

    /** Whether a goroutine should have others woken by somebody outside. */
    static boolean isStarving() {
        return (int) STATE.getOpaque() == STARVING;
    }

    /** Called by a thread that is perhaps about to park. May itself park for a moment. */
    static void beforePark() {
        if (Thread.currentThread().isVirtual() && (ThreadLocalRandom.current().nextInt() & (SELDOM - 1)) == 0) {
            look();
        }
    }

    private static void look() {
        int s = (int) STATE.getOpaque();
        long now = MonotonicClock.nanoTime();
        if (s == STARVING || now - since < PATIENCE) {
            return;
        }
        if (s == SENT) {
            STATE.compareAndSet(SENT, STARVING);
            return;
        }
        since = now; // first, so that nobody finds the scout late that has just been sent
        if (STATE.compareAndSet(QUIET, SENT)) {
            Alarms.soon(() -> Thread.ofVirtual().name("weft-scout").start(StarvationWatch::arrive));
        }
    }

    private static void arrive() {
        since = MonotonicClock.nanoTime();
        STATE.setOpaque(QUIET);
    }
}
