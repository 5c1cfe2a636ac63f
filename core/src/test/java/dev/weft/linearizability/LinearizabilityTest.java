package dev.weft.linearizability;

import dev.weft.support.Goroutines;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Channels without any concurrency can explain each history of a random program.
 *
 * <p>{@code -Dweft.histories=N} sets the number of programs; {@code -Dweft.seed=SEED} repeats the programs of a run
 * that printed this seed. A failure names the seed of its program, and {@code -Dweft.program=SEED} runs that program
 * again and again: the calls are the same, their interleaving is not.
 */
class LinearizabilityTest {
    private static final int ORDINARY = 1_500;
    private static final int HISTORIES = Integer.getInteger("weft.histories", ORDINARY);
    private static final long SEED = Long.getLong("weft.seed", System.nanoTime());
    private static final Long PROGRAM = Long.getLong("weft.program");

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    void everyHistoryHasAnOrderThatExplainsIt() {
        System.out.println("Linearizability: " + HISTORIES + " histories, -Dweft.seed=" + SEED);
        Census census = new Census();
        SplittableRandom seeds = new SplittableRandom(SEED);
        for (int i = 0; i < HISTORIES; i++) {
            long own = PROGRAM != null ? PROGRAM : seeds.nextLong();
            RandomProgram program = new RandomProgram(own);
            List<Operation> history = program.run(g);
            g.joinAll();
            if (Linearizer.linearize(program.model(), history).isEmpty()) {
                throw new AssertionError(
                        "nothing explains this history of " + program + ", -Dweft.program=" + own + "\n"
                                + history.stream()
                                        .sorted(Comparator.comparingLong(Operation::invoked))
                                        .map(Operation::toString)
                                        .collect(Collectors.joining("\n")));
            }
            census.add(program.model(), history);
        }
        if (PROGRAM == null && HISTORIES >= ORDINARY) {
            census.assertEnough();
        }
    }
}
