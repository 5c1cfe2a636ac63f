package dev.weft.internal.bubble;

import dev.weft.internal.wait.WaitReason;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The goroutines of a {@link Bubble}: those that run and those that are blocked, and what is to happen at a set time. Guarded
 * by the lock of the bubble.
 */
final class Census {
    final EventHeap events = new EventHeap();

    private final BlockedList blocked = new BlockedList();
    private final Set<Thread> goroutines = new HashSet<>();

    /** Threads that goroutines have made, and that have not begun to run. */
    private final ExpectedThreads expected = new ExpectedThreads();

    private int running;

    /** How often a goroutine has begun to run. */
    private long changes;

    /** The call of await that waits, if there is one. */
    private @Nullable BlockedWait awaiting;

    // Goroutines.

    void enter(Thread thread) {
        goroutines.add(thread);
        running++;
        changes++;
    }

    /** Returns how many threads need no longer be expected, since nobody is left who could start them. */
    int leave(Thread thread) {
        goroutines.remove(thread);
        running--;
        return goroutines.isEmpty() && !expected.anyArriving() ? expected.clear() : 0;
    }

    void expect(Thread thread) {
        expected.add(thread);
    }

    /** A thread that has been expected enters; returns false, and does nothing, if it has not been. */
    boolean arrive(Thread thread) {
        if (!expected.contains(thread)) {
            return false;
        }
        enter(thread); // may run out of memory
        expected.remove(thread);
        return true;
    }

    boolean contains(Thread thread) {
        return goroutines.contains(thread);
    }

    Set<Thread> goroutines() {
        return goroutines;
    }

    // Waits.

    /** Makes room for one more wait, so that {@link #hold} cannot fail. */
    void reserve() {
        blocked.reserve();
        events.reserve();
    }

    /** A wait begins; {@link #reserve} has been called. */
    void hold(BlockedWait wait, @Nullable Event end, boolean durable) {
        wait.hold();
        wait.durable = durable;
        if (end != null) {
            events.add(end);
        }
        if (durable) {
            blocked.add(wait);
            running--;
            if (wait.awaitsAll()) {
                awaiting = wait;
            }
        }
    }

    /** A wait that is held ends. From now on, its goroutine runs. */
    void free(BlockedWait wait) {
        wait.held = false;
        Event end = wait.event();
        if (end != null) {
            events.remove(end);
        }
        if (wait.durable) {
            blocked.remove(wait);
            running++;
            changes++;
            if (awaiting == wait) {
                awaiting = null;
            }
        }
    }

    @Nullable BlockedWait awaiting() {
        return awaiting;
    }

    /** What each blocked goroutine waits for. */
    Map<Thread, WaitReason> waits() {
        Map<Thread, WaitReason> waits = new HashMap<>();
        for (int i = 0; i < blocked.size(); i++) {
            waits.put(blocked.at(i).blockedThread(), blocked.at(i).waitsFor());
        }
        return waits;
    }

    // Counts.

    /** Whether there are goroutines, and all are blocked: none runs, wakes or arrives. */
    boolean allBlocked() {
        return running == 0 && !goroutines.isEmpty() && !blocked.anyWaking() && !expected.anyArriving();
    }

    /** One that runs, and is no goroutine of the bubble, counts as one. */
    void countIn() {
        running++;
    }

    void countOut() {
        running--;
    }

    long changes() {
        return changes;
    }

    void clear() {
        events.clear();
        blocked.clear();
        goroutines.clear();
        expected.clear();
    }
}
