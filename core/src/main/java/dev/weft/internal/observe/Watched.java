package dev.weft.internal.observe;

import dev.weft.GoroutineState;
import dev.weft.internal.goroutine.GoroutineRecord;
import dev.weft.internal.goroutine.Program;
import dev.weft.internal.wait.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs, and what {@link Watch} knows about it. Used by the watch only, except for {@code due} and {@code
 * program}.
 *
 * <p><b>When a program is dead.</b> It is <em>asleep</em> if at one instant each of its goroutines was in a wait without a
 * deadline that nobody had signalled. To find that out, the watch looks at all of them twice. A wait is made anew for each
 * time that a goroutine waits, so one that is found in the same wait at both looks was there in between. A program with a
 * goroutine that has just been started, and cannot be seen yet, has a higher count than members. One without any members
 * is about to end; or all of them are lost, and it is asleep until it is known that nobody can start another.
 *
 * <p>A program that is still asleep after a while (see {@link Patience}), and in which nobody has moved, is
 * <em>suspected</em>: its goroutines are {@linkplain Proof let go}, a collection is run, and those that are left are taken
 * back: somebody else refers to them, and may wake them; or did so at that moment. So the watch tries again, later.
 *
 * <p>If no collection can be run at will, they are let go for as long as nobody moves: a collection that happens by itself
 * may prove that the program is dead.
 *
 * <p>If the program has ended, a look also interrupts those goroutines that have not been, for lack of memory.
 *
 * <p>A look costs a fraction of a microsecond for each goroutine, and ends at the first that is not asleep. The stacks,
 * which cost far more, are taken only for a proof.
 */
final class Watched {
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    /** After how long it is worth a warning that a program is asleep, or does not end. */
    static final long WARNING = TimeUnit.SECONDS.toNanos(10);

    /** Looks take at most one part in this many of the time. */
    private static final int PARTS = 100;

    final Program program;

    /** When to look next. */
    volatile long due;

    /** All goroutines, asleep, and what tells their waits from others: the sum of the identity hash codes. */
    private record Sleepers(List<GoroutineRecord> goroutines, long waits) {}

    private final LateEnd lateEnd;
    private final ForeignWaits foreignWaits;
    private final Patience patience;
    private long pause = Patience.LEAST;
    private boolean warned;

    /** How long it took to ask members to stop. */
    private long asking;

    /** Its goroutines at the last look; null if they were not asleep. */
    private @Nullable Sleepers sleepers;

    /** Since when they have not moved. */
    private long since;

    /** Whether a proof has been in vain since then. */
    private boolean isReachable;

    /** Whether they are let go for as long as they do not move. */
    private boolean suspected;

    Watched(Program program, long now) {
        this.program = program;
        this.lateEnd = new LateEnd(program);
        this.foreignWaits = new ForeignWaits(program);
        this.patience = Patience.of(program.kind());
        this.due = now + pause;
    }

    /**
     * Asks members again to stop, if the program is ending. Not to be called under a lock, as an interrupt may close a channel
     * of {@code java.nio}.
     */
    void askAgain(long now) {
        program.askAgain();
        asking = System.nanoTime() - now;
    }

    /** Looks, and decides when to look again. */
    void look(long now, Warnings warnings) {
        settle(warnings);
        Sleepers asleep = asleep();
        if (asleep == null || sleepers == null || asleep.waits != sleepers.waits) {
            acquit();
            since = now;
            isReachable = false;
        }
        sleepers = asleep;
        long took = System.nanoTime() - now + asking;
        asking = 0;
        if (asleep != null && !Watch.canCollect() && now - since >= patience.nanos()) {
            suspected = true;
            Proof.letGo(asleep.goroutines);
        }
        warnAfterLong(now, warnings);
        if (asleep == null) {
            foreignWaits.look(now, warnings);
        } else {
            foreignWaits.forget();
        }
        lateEnd.look(now, warnings);
        long wait = asleep == null ? pause : Math.max(patience.nanos() - (now - since), Patience.LEAST);
        pause = Math.min(2 * pause, LONGEST_PAUSE);
        due = now + Math.max(Math.min(wait, LONGEST_PAUSE), PARTS * took);
    }

    private void acquit() {
        if (suspected && sleepers != null) {
            Proof.takeBack(sleepers.goroutines);
        }
        suspected = false;
    }

    /** Whether it is time for a proof. */
    boolean isSuspect(long now) {
        return sleepers != null && now - since >= patience.nanos();
    }

    /** Before a collection. */
    void letGo(SharedStacks stacks) {
        if (sleepers != null) {
            Proof.letGo(sleepers.goroutines, stacks);
        }
    }

    /** After a proof, whatever became of it. */
    void takeBack() {
        if (sleepers != null) {
            Proof.takeBack(sleepers.goroutines);
        }
    }

    /** After a collection; returns whether the program was found to be dead. */
    boolean judge(long now, Warnings warnings) {
        boolean dead = settle(warnings);
        if (dead) {
            patience.dead();
        } else if (sleepers != null) {
            isReachable = true;
            patience.alive(now - since);
        }
        return dead;
    }

    /** Writes off those that are lost; returns whether nobody is left. */
    private boolean settle(Warnings warnings) {
        List<GoroutineRecord> lost = Proof.writeOff(program.members().present());
        boolean over = program.members().giveUp();
        if (over && program.hasEnded()) {
            warnings.add("Go.run returns without the last " + program.members().lost().size()
                    + " of its goroutines, which can never go on"
                    + Dump.appendix(Proof.states(program.members().lost())));
        } else if (!over && !lost.isEmpty()) {
            Leaks.found(lost, warnings);
            program.members().forgetLost(Leaks.REMEMBERED);
        }
        return over;
    }

    /** All goroutines, if they are asleep; otherwise null. */
    private @Nullable Sleepers asleep() {
        int alive = program.members().countAlive();
        List<GoroutineRecord> members = new ArrayList<>(program.members().present());
        if (members.size() != alive || (alive == 0 && !program.members().hasLost())) {
            return null;
        }
        List<Wait> first = new ArrayList<>(alive);
        for (GoroutineRecord member : members) {
            Wait wait = Look.asleep(member);
            if (wait == null) {
                return null;
            }
            first.add(wait);
        }
        for (int i = 0; i < alive; i++) {
            if (Look.asleep(members.get(i)) != first.get(i)) {
                return null;
            }
        }
        if (program.members().countAlive() != alive) {
            return null;
        }
        long sum = 0;
        for (Wait wait : first) {
            sum += System.identityHashCode(wait);
        }
        return new Sleepers(members, sum);
    }

    private void warnAfterLong(long now, Warnings warnings) {
        if (sleepers == null || sleepers.goroutines.isEmpty() || warned || now - since < WARNING) {
            return;
        }
        Proof.remember(sleepers.goroutines);
        List<GoroutineState> states = Proof.states(sleepers.goroutines);
        if (states.stream().noneMatch(Look::isInAnotherProgram)) {
            warned = true;
            warnings.add("all goroutines of a Go.run have been asleep for 10 s" + doubt() + Dump.appendix(states));
        }
    }

    /** Why it is not known to be dead. */
    private String doubt() {
        if (!Watch.canCollect()) {
            return "; whether they can ever go on is not known, as System.gc() has no effect here"
                    + " (-XX:+DisableExplicitGC)";
        }
        return isReachable
                ? ", but something else in this process refers to them or to what they wait for, and may wake them"
                : "; whether they can ever go on is not known yet, as collections take long";
    }
}
