package dev.weft.soak;

import dev.weft.Call;
import dev.weft.Go;
import dev.weft.sync.Once;
import java.util.ArrayList;
import java.util.List;

/**
 * Many goroutines ask for the same things, each of which is made once: all see it made, and if that fails, only one
 * sees the failure.
 */
final class OnceEach implements Topology {
    @Override
    public void run(Round round) throws Exception {
        Dice dice = round.dice();
        int keys = dice.size(1, 200);
        int visitors = dice.size(2, 100);
        List<Once> onces = new ArrayList<>();
        List<Call<Object, RuntimeException>> values = new ArrayList<>();
        int[] made = new int[keys];
        boolean[] fails = new boolean[keys];
        for (int i = 0; i < keys; i++) {
            onces.add(new Once());
            values.add(Once.value(Object::new));
            fails[i] = dice.oneIn(5);
        }
        int[][] failures = new int[visitors][keys];
        Object[][] seen = new Object[visitors][keys];
        if (dice.oneIn(2)) {
            round.crew().pester();
        }
        for (int v = 0; v < visitors; v++) {
            int me = v;
            int first = dice.oneIn(2) ? 0 : dice.below(keys);
            int[] done = {0};
            round.crew().start(() -> {
                int key = (first + done[0]) % keys;
                try {
                    onces.get(key).doOnce(() -> {
                        made[key]++;
                        Go.gosched();
                        if (fails[key]) {
                            throw new ArithmeticException("as planned");
                        }
                    });
                } catch (ArithmeticException e) {
                    failures[me][key]++;
                }
                Round.check(made[key] == 1, "made " + made[key] + " times");
                seen[me][key] = values.get(key).call();
                return ++done[0] < keys;
            });
        }
        round.crew().join();
        for (int k = 0; k < keys; k++) {
            int failed = 0;
            for (int v = 0; v < visitors; v++) {
                failed += failures[v][k];
                Round.check(seen[v][k] == seen[0][k] && seen[v][k] != null, "two values of one OnceValue");
            }
            Round.check(failed == (fails[k] ? 1 : 0), failed + " callers saw the failure");
        }
        round.moved((long) keys * visitors);
    }
}
