package dev.weft.observe;

import static dev.weft.Go.go;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.DeadlockException;
import dev.weft.Go;
import dev.weft.GoroutineState;
import dev.weft.support.Outcome;
import dev.weft.sync.WaitGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random networks of goroutines: each channel has one sender and one receiver. Whether such a network comes to its end,
 * and where it stands still if not, does not depend on the order in which its goroutines run; so it can be told in
 * advance.
 *
 * <p>The seed is printed; {@code -Dweft.seed=N} repeats a run.
 */
class RandomNetworksTest {
    private static final int NETWORKS = 300;

    @RegisterExtension
    final dev.weft.support.Goroutines g = new dev.weft.support.Goroutines();

    /** An operation on a channel. */
    private record Step(int channel, boolean sends) {}

    /** What each goroutine does, and the capacity of each channel. */
    private record Network(List<List<Step>> goroutines, List<Integer> capacities) {
        static Network random(Random random) {
            List<List<Step>> goroutines = new ArrayList<>();
            int n = 1 + random.nextInt(6);
            for (int i = 0; i < n; i++) {
                goroutines.add(new ArrayList<>());
            }
            List<Integer> capacities = new ArrayList<>();
            int channels = random.nextInt(7);
            for (int c = 0; c < channels; c++) {
                capacities.add(random.nextInt(3));
                int elements = 1 + random.nextInt(3);
                add(goroutines.get(random.nextInt(n)), c, true, elements, random);
                // Now and then one is sent too many, or one too few.
                int received = random.nextInt(8) == 0 ? elements + random.nextInt(3) - 1 : elements;
                add(goroutines.get(random.nextInt(n)), c, false, received, random);
            }
            return new Network(goroutines, capacities);
        }

        private static void add(List<Step> steps, int channel, boolean sends, int times, Random random) {
            for (int i = 0; i < times; i++) {
                steps.add(random.nextInt(steps.size() + 1), new Step(channel, sends));
            }
        }

        /** Where the goroutines stand in the end: how many wait for what. */
        Map<String, Integer> standstill() {
            int[] at = new int[goroutines.size()];
            int[] full = new int[capacities.size()];
            for (boolean moved = true; moved;) {
                moved = false;
                for (int i = 0; i < at.length; i++) {
                    Step s = next(i, at);
                    if (s == null) {
                        continue;
                    }
                    if (capacities.get(s.channel) > 0) {
                        int change = s.sends ? 1 : -1;
                        int after = full[s.channel] + change;
                        if (after >= 0 && after <= capacities.get(s.channel)) {
                            full[s.channel] = after;
                            at[i]++;
                            moved = true;
                        }
                    } else if (s.sends) {
                        for (int k = 0; k < at.length; k++) {
                            if (k != i && new Step(s.channel, false).equals(next(k, at))) {
                                at[i]++;
                                at[k]++;
                                moved = true;
                                break;
                            }
                        }
                    }
                }
            }
            Map<String, Integer> waiting = new TreeMap<>();
            for (int i = 0; i < at.length; i++) {
                Step s = next(i, at);
                if (s != null) {
                    waiting.merge(s.sends ? "chan send" : "chan receive", 1, Integer::sum);
                }
            }
            return waiting;
        }

        private Step next(int goroutine, int[] at) {
            List<Step> steps = goroutines.get(goroutine);
            return at[goroutine] < steps.size() ? steps.get(at[goroutine]) : null;
        }

        void run() throws InterruptedException {
            List<Channel<Integer>> channels = capacities.stream().map(Channel::<Integer>make).toList();
            WaitGroup wg = new WaitGroup();
            for (List<Step> steps : goroutines) {
                wg.add(1);
                go(() -> {
                    for (Step s : steps) {
                        if (s.sends) {
                            channels.get(s.channel).send(s.channel);
                        } else {
                            channels.get(s.channel).receive();
                        }
                    }
                    wg.done();
                });
            }
            wg.await();
        }
    }

    @Test
    void theyStandStillWhereTheyMust() {
        long seed = Long.getLong("weft.seed", ThreadLocalRandom.current().nextLong());
        System.out.println("RandomNetworksTest: seed " + seed);
        Random random = new Random(seed);
        List<Network> networks = new ArrayList<>();
        List<Outcome<Void>> outcomes = new ArrayList<>();
        for (int i = 0; i < NETWORKS; i++) {
            Network network = Network.random(random);
            networks.add(network);
            outcomes.add(Outcome.start(g, i % 2 == 0, () -> {
                Go.run(network::run);
                return null;
            }));
        }
        int dead = 0;
        for (int i = 0; i < NETWORKS; i++) {
            Map<String, Integer> expected = networks.get(i).standstill();
            Throwable failure = outcomes.get(i).failure();
            if (expected.isEmpty()) {
                assertThat(failure).as("seed %s, %s", seed, networks.get(i)).isNull();
                continue;
            }
            dead++;
            expected.put("sync.WaitGroup.Wait", 1); // main
            assertThat(failure).as("seed %s, %s", seed, networks.get(i)).isExactlyInstanceOf(DeadlockException.class);
            Map<String, Integer> found = new TreeMap<>();
            for (GoroutineState state : ((DeadlockException) failure).goroutines()) {
                found.merge(state.waitReason(), 1, Integer::sum);
            }
            assertThat(found).as("seed %s, %s", seed, networks.get(i)).isEqualTo(expected);
        }
        assertThat(dead).isBetween(NETWORKS / 10, NETWORKS * 9 / 10);
    }
}
