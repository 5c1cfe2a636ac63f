package dev.weft.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random number of goroutines that wait for gates and open them, and who opens the other gates. A plan has no goroutines
 * and no gates, only their numbers.
 *
 * @param gates for each gate, who opens it
 * @param kinds for each gate, what it is
 * @param goroutines for each goroutine, its steps
 * @param held for each goroutine, whether a static map has its thread
 */
record Plan(List<Opener> gates, List<GateKind> kinds, List<List<Step>> goroutines, List<Boolean> held) {
    private static final int MOST_GATES = 16;
    private static final int MOST_GOROUTINES = 24;
    private static final int MOST_WAITS = 3;

    /** Each gate is opened once at most, and no goroutine passes the same gate twice without need. */
    static Plan random(Random random) {
        int gates = 1 + random.nextInt(MOST_GATES);
        int goroutines = 1 + random.nextInt(MOST_GOROUTINES);
        List<List<Step>> steps = new ArrayList<>();
        List<Boolean> held = new ArrayList<>();
        for (int g = 0; g < goroutines; g++) {
            List<Step> waits = new ArrayList<>();
            for (int i = 1 + random.nextInt(MOST_WAITS); i > 0; i--) {
                waits.add(new Step(false, random.nextInt(gates)));
            }
            steps.add(waits);
            held.add(random.nextInt(12) == 0);
        }
        List<Opener> openers = new ArrayList<>();
        List<GateKind> kinds = new ArrayList<>();
        for (int gate = 0; gate < gates; gate++) {
            Opener opener = random.nextInt(5) < 2 ? Opener.GOROUTINE : any(Opener.values(), random);
            openers.add(opener);
            kinds.add(any(GateKind.values(), random));
            if (opener == Opener.GOROUTINE) {
                List<Step> own = steps.get(random.nextInt(goroutines));
                own.add(random.nextInt(own.size() + 1), new Step(true, gate));
            }
        }
        return new Plan(openers, kinds, steps, held);
    }

    private static <T> T any(T[] all, Random random) {
        return all[random.nextInt(all.length)];
    }
}
