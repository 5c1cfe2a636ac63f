package dev.weft.sync;

/** What the state of a {@link Mutex} means, and how it changes when the lock is taken. */
final class MutexState {
    /*
     * State: five fields in one volatile int, changed by compare-and-set only. These accesses order what was done
     * before an unlock before what is done after a later lock; where the lock is handed over, the signal does
     * (see Wait).
     *
     *   LOCKED    somebody holds the lock
     *   QUEUED    the queue is not empty
     *   WOKEN     a waiter has been taken out of the queue and signalled, and has yet to try for the lock:
     *             until then no other waiter need be woken
     *   STARVING  starvation mode
     *   barges    all bits from BARGE up: how many newcomers have taken the lock ahead of that woken waiter
     *
     * Invariants:
     *   - not LOCKED and QUEUED implies WOKEN: a waiter is on its way that will take the lock, and its unlock
     *     will wake the next. So no waiter is forgotten.
     *   - STARVING implies LOCKED. Hence tryLock and the fast path need not look for it.
     *   - WOKEN and STARVING are never both set.
     *   - QUEUED changes, and WOKEN and STARVING are set, only with the queue's lock held.
     *
     * A waiter queues up only if, with the queue's lock held, its compare-and-set found LOCKED, or WOKEN with
     * all barges used up: in both cases an unlock is still to come, and will see QUEUED.
     *
     * Barges are counted because goroutines are not preempted: one that locks and unlocks in a loop on the only
     * carrier would never let the woken waiter run, so that waiter could never find out that it starves. After
     * BARGE_LIMIT barges, a newcomer that can wait queues up behind the woken waiter, and so frees the carrier.
     * (tryLock cannot wait: a loop over it is a busy loop, which has to yield.)
     *
     * The limit is a number of locks, not a time, so it holds on any machine. It has to be far from both ends: each time
     * it is reached, a running goroutine parks, which costs as much as a few hundred locks; and the woken waiter waits
     * for that many locks, which should be short against the millisecond after which it starves. Eight goroutines took
     * 52 ns a lock with a limit of 16, 28 with 256, and 20 to 35, without order, with 1,024 to 16,384 (2 cores, medians
     * of three forks); 4,096 locks take some 40 microseconds.
     */
    static final int LOCKED = 1;
    static final int QUEUED = 1 << 1;
    static final int WOKEN = 1 << 2;
    static final int STARVING = 1 << 3;
    static final int BARGE = 1 << 4;
    static final int BARGE_LIMIT = 4096 * BARGE;
    static final int BARGES = -BARGE;

    private MutexState() {}

    /**
     * Whether the lock may be taken: by the woken waiter whenever nobody holds it, by others only if barges are left.
     */
    static boolean isFree(int s, boolean woken) {
        return (s & LOCKED) == 0 && (woken || (s & BARGES) < BARGE_LIMIT);
    }

    /** The state after taking the lock. */
    static int taken(int s, boolean woken) {
        if (woken) {
            return (s | LOCKED) & ~(WOKEN | BARGES);
        }
        return (s & WOKEN) == 0 || (s & BARGES) == BARGE_LIMIT ? s | LOCKED : (s | LOCKED) + BARGE;
    }

    /** Whether it is locked, and an unlock need wake nobody: nobody waits, or a woken waiter is on its way. */
    static boolean wakesNobody(int s) {
        return (s & LOCKED) != 0 && ((s & QUEUED) == 0 || (s & (WOKEN | STARVING)) == WOKEN);
    }
}
