package dev.weft.internal.observe;

import dev.weft.internal.goroutine.GoroutineRecord;
import dev.weft.internal.goroutine.Members;
import dev.weft.internal.goroutine.Sighting;
import dev.weft.internal.goroutine.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Looks for goroutines that can never go on while others do, as long as goroutines are tracked, and reports each once.
 * Used by the thread of {@link Watch} only, with the lock of {@link Proof} held.
 *
 * <p>A goroutine is suspected when it has been seen in the same wait for a second. If it turns out to be reachable, it is
 * suspected again when it has been asleep for twice as long as it was then. One collection judges all; so the time of the
 * last one and the time since when a goroutine sleeps tell whether it is due, and nothing else has to be remembered.
 */
final class LeakWatch {
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    /** Looks take at most one part in this many of the time. */
    private static final int PARTS = 100;

    private List<GoroutineRecord> sleepers = List.of();
    private boolean due;
    private long nextLook = System.nanoTime();

    /** When the last collection was run for this. */
    private long lastProof = nextLook - PAUSE;

    /** Looks, if it is time. */
    void look(Warnings warnings) {
        long now = System.nanoTime();
        if (now - nextLook < 0) {
            return;
        }
        List<GoroutineRecord> all = new ArrayList<>(Tracking.outside());
        Members.ofAllPrograms().stream().filter(GoroutineRecord::isTracked).forEach(all::add);
        report(all, warnings); // what collections have taken that happened by themselves
        List<GoroutineRecord> found = new ArrayList<>();
        due = false;
        for (GoroutineRecord goroutine : all) {
            Sighting seen = Look.note(goroutine);
            if (seen != null && now - seen.since() >= PAUSE) {
                found.add(goroutine);
                due |= isDue(seen.since(), now);
            } else if (!Watch.canCollect()) {
                goroutine.takeBack();
            }
        }
        sleepers = found;
        if (!Watch.canCollect()) {
            Proof.letGo(found);
        }
        long end = System.nanoTime();
        nextLook = Math.max(now + PAUSE, end + PARTS * (end - now));
    }

    private boolean isDue(long since, long now) {
        long asleepThen = lastProof - since;
        return asleepThen < PAUSE || now - since >= 2 * asleepThen;
    }

    /** Whether it is time for a proof. */
    boolean isDue() {
        return due;
    }

    /** Before a collection. */
    void letGo(SharedStacks stacks) {
        Proof.letGo(sleepers, stacks);
    }

    /** After a proof, whatever became of it, and while no goroutines are tracked. */
    void takeBack() {
        Proof.takeBack(sleepers);
        due = false;
        sleepers = List.of();
    }

    /** After a collection; returns whether anything was found. */
    boolean judge(Warnings warnings) {
        lastProof = System.nanoTime();
        return report(sleepers, warnings);
    }

    private static boolean report(List<GoroutineRecord> goroutines, Warnings warnings) {
        List<GoroutineRecord> lost = Proof.writeOff(goroutines);
        if (lost.isEmpty()) {
            return false;
        }
        Watch.giveUpDead();
        // A program of which nobody is left reports them itself.
        lost.removeIf(goroutine -> goroutine.program() != null && goroutine.program().members().isGivenUp());
        Leaks.found(lost, warnings);
        return true;
    }
}
