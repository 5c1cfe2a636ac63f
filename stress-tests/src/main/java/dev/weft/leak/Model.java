package dev.weft.leak;

import java.util.ArrayList;
import java.util.List;

/**
 * Knows what becomes of the goroutines of a {@link Plan}, once all has happened that happens by itself. It knows nothing of
 * the library and of its garbage.
 *
 * <p>A goroutine goes on while its next step opens a gate, or waits for one that is open. What is left is stuck. It is
 * held, rather than leaked, if anything alive refers to it: a static map to its thread or to the gate that it waits for; or
 * a goroutine that is held itself, and would come to that gate later. That goroutines go on never closes a gate; so it does
 * not matter in which order they do, and there is one outcome only.
 */
final class Model {
    private final Plan plan;
    private final boolean[] open;
    private final boolean[] gateIsHeld;
    private final boolean[] threadIsHeld;

    /** How many steps each has taken. */
    private final int[] taken;

    /** Those that have leaked go on no more, whatever happens. */
    private final boolean[] gone;

    private List<Fate> fates = List.of();

    Model(Plan plan) {
        this.plan = plan;
        int gates = plan.gates().size();
        open = new boolean[gates];
        gateIsHeld = new boolean[gates];
        for (int i = 0; i < gates; i++) {
            open[i] = plan.gates().get(i).certain;
            gateIsHeld[i] = plan.gates().get(i).holds;
        }
        int goroutines = plan.goroutines().size();
        taken = new int[goroutines];
        gone = new boolean[goroutines];
        threadIsHeld = new boolean[goroutines];
        for (int i = 0; i < goroutines; i++) {
            threadIsHeld[i] = plan.held().get(i);
        }
        settle();
    }

    /** What becomes of each goroutine if nobody does anything else. */
    List<Fate> fates() {
        return fates;
    }

    /** How many steps a goroutine that is stuck has begun. */
    int begun(int goroutine) {
        return taken[goroutine] + 1;
    }

    /** The gates are opened that a static map has, and the map forgets them. */
    void release() {
        for (int i = 0; i < open.length; i++) {
            open[i] |= gateIsHeld[i];
            gateIsHeld[i] = false;
        }
        settle();
    }

    /** The goroutines are interrupted whose threads a static map has, and the map forgets them. */
    void interrupt() {
        for (int i = 0; i < taken.length; i++) {
            if (threadIsHeld[i] && isStuck(i) && plan.kinds().get(next(i).gate()).interruptible) {
                taken[i] = plan.goroutines().get(i).size();
            }
            threadIsHeld[i] = false;
        }
        settle();
    }

    private void settle() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int i = 0; i < taken.length; i++) {
                while (!gone[i] && !hasEnded(i) && (next(i).opens() || open[next(i).gate()])) {
                    open[next(i).gate()] = true;
                    taken[i]++;
                    moved = true;
                }
            }
        }
        boolean[] alive = alive();
        List<Fate> result = new ArrayList<>();
        for (int i = 0; i < taken.length; i++) {
            gone[i] |= isStuck(i) && !alive[i];
            result.add(hasEnded(i) ? Fate.ENDS : gone[i] ? Fate.LEAKS : Fate.HELD);
        }
        fates = List.copyOf(result);
    }

    /** Which of those that are stuck are referred to. */
    private boolean[] alive() {
        boolean[] known = gateIsHeld.clone();
        boolean[] alive = new boolean[taken.length];
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int i = 0; i < taken.length; i++) {
                if (isStuck(i) && !alive[i] && (threadIsHeld[i] || known[next(i).gate()])) {
                    alive[i] = true;
                    moved = true;
                    List<Step> steps = plan.goroutines().get(i);
                    steps.subList(taken[i], steps.size()).forEach(step -> known[step.gate()] = true);
                }
            }
        }
        return alive;
    }

    private boolean hasEnded(int goroutine) {
        return taken[goroutine] == plan.goroutines().get(goroutine).size();
    }

    private boolean isStuck(int goroutine) {
        return !gone[goroutine] && !hasEnded(goroutine);
    }

    private Step next(int goroutine) {
        return plan.goroutines().get(goroutine).get(taken[goroutine]);
    }
}
