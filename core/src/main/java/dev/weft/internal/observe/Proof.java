package dev.weft.internal.observe;

import dev.weft.GoroutineState;
import dev.weft.internal.goroutine.GoroutineRecord;
import dev.weft.internal.goroutine.Members;
import dev.weft.internal.goroutine.Tracking;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How observers find out that goroutines can never go on: they remember where each waits, let go of it, and see whether
 * the collector takes it.
 *
 * <p>A goroutine that can run, or that anybody could wake, is reachable: from a thread that runs, from a timer, from a
 * static field, from an object that is to be finalized. So this admits no false alarm, except for programs that wake
 * what they know only by a soft or weak reference, and for an interrupt of the thread that waits for a {@code Go.run}.
 * A goroutine that was woken and has ended meanwhile, and is garbage for that reason, is not mistaken for a lost one,
 * as it says that it has ended ({@link GoroutineRecord#isLost}). What may happen is that somebody wakes a goroutine
 * that is let go, and it goes on to wait elsewhere, where nobody can wake it; then the reported place is where it was
 * last seen.
 *
 * <p>It does not find all that are dead. Somebody may have kept what they wait for without ever using it again: a static
 * field, a variable in a frame that is still interpreted.
 *
 * <p>A stack is taken of each goroutine before it is let go, as nobody can ask it later. That takes most of the time, so it
 * is on the {@link Budget}; and would take as much memory as the goroutines, so those at the same place share one. Whatever
 * becomes of the proof, those that are not lost are taken back, and their stacks are dropped.
 *
 * <p>All changes, from letting go to writing off, are made under one lock, by the thread of {@link Watch} or by a thread
 * that asks for leaks.
 */
final class Proof {
    /** Guards the records' references to their threads, and what follows from them. Not held while foreign code runs. */
    static final ReentrantLock LOCK = new ReentrantLock();

    private Proof() {}

    /** Remembers where goroutines wait; for those that do not, nothing. */
    static void remember(Collection<? extends GoroutineRecord> goroutines) {
        SharedStacks stacks = new SharedStacks();
        goroutines.forEach(goroutine -> Look.remember(goroutine, stacks));
    }

    /**
     * Lets go of goroutines that wait.
     *
     * @return false if one of them does not wait, and was not let go
     */
    static boolean letGo(Collection<? extends GoroutineRecord> goroutines) {
        return letGo(goroutines, new SharedStacks());
    }

    /**
     * Lets go of goroutines that wait.
     *
     * @param stacks those of others that are let go for the same proof
     * @return false if one of them does not wait, and was not let go
     */
    static boolean letGo(Collection<? extends GoroutineRecord> goroutines, SharedStacks stacks) {
        boolean all = true;
        for (GoroutineRecord goroutine : goroutines) {
            if (Look.remember(goroutine, stacks)) {
                goroutine.letGo();
            } else {
                all = false;
            }
        }
        return all;
    }

    /** Takes back those that are not lost. */
    static void takeBack(Collection<? extends GoroutineRecord> goroutines) {
        for (GoroutineRecord goroutine : goroutines) {
            goroutine.takeBack();
        }
    }

    /** Writes off those that are lost, and returns them. */
    static List<GoroutineRecord> writeOff(Collection<? extends GoroutineRecord> goroutines) {
        List<GoroutineRecord> lost = new ArrayList<>(goroutines.size()); // it must not fail in the middle
        for (GoroutineRecord goroutine : goroutines) {
            if (goroutine.isLost() && (Members.lose(goroutine) || Tracking.forget(goroutine))) {
                lost.add(goroutine);
            }
        }
        return lost;
    }

    /** What was remembered of goroutines that are lost, or let go, by their numbers. */
    static List<GoroutineState> states(Collection<? extends GoroutineRecord> goroutines) {
        return goroutines.stream().sorted(Comparator.comparingLong(GoroutineRecord::id)).map(Look::remembered).toList();
    }
}
