package dev.weft.soak;

import dev.weft.Go;
import dev.weft.sync.WaitGroup;
import java.util.Arrays;

/**
 * Phase after phase on the same WaitGroups: a released waiter sees everything that the workers of the phase have
 * written.
 */
final class Barrier implements Topology {
    @Override
    public void run(Round round) throws Exception {
        Dice dice = round.dice();
        Crew crew = round.crew();
        WaitGroup working = new WaitGroup();
        WaitGroup waiting = new WaitGroup();
        int workers = dice.size(1, 60);
        int waiters = dice.size(1, 30);
        int phases = Math.max(1, dice.size(1, 6_000) / (workers + waiters));
        long[] slots = new long[workers];
        if (dice.oneIn(2)) {
            crew.pester();
        }
        for (long phase = 1; phase <= phases; phase++) {
            long now = phase;
            working.add(workers);
            waiting.add(waiters);
            int ahead = dice.below(waiters + 1);
            for (int i = 0; i < ahead; i++) {
                crew.start(waiter(working, waiting, slots, now, dice.split()));
            }
            for (int i = 0; i < workers; i++) {
                int slot = i;
                if (dice.oneIn(8)) {
                    working.go(() -> {
                        crew.adopt();
                        slots[slot] = now;
                    });
                    working.done(); // it counts itself
                } else {
                    crew.start(new OneShot(Go::gosched, () -> {
                        slots[slot] = now;
                        working.done();
                    }));
                }
            }
            for (int i = ahead; i < waiters; i++) {
                crew.start(waiter(working, waiting, slots, now, dice.split()));
            }
            waiting.await();
        }
        round.moved((long) phases * workers);
    }

    private static Stage waiter(WaitGroup working, WaitGroup waiting, long[] slots, long phase, Dice dice) {
        return new Stage() {
            @Override
            public boolean step() throws InterruptedException {
                if (dice.oneIn(3)) {
                    if (!working.await(dice.moment())) {
                        return true;
                    }
                } else {
                    working.await();
                }
                Round.check(
                        Arrays.stream(slots).allMatch(s -> s == phase),
                        "released in phase " + phase + " at " + Arrays.toString(slots));
                return false;
            }

            @Override
            public void end() {
                waiting.done();
            }
        };
    }
}
