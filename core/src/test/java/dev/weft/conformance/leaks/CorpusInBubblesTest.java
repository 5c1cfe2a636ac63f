package dev.weft.conformance.leaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.DeadlockException;
import dev.weft.Go;
import dev.weft.testing.SyncTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In a test with virtual time, each program of the corpus fails with what it has left behind, and passes once it is
 * repaired. Neither the collector nor patience is needed for that, and what could still be woken by the time counts, too.
 */
@Timeout(120)
class CorpusInBubblesTest {
    /** More than any time-out or pause of a program, and less than the sleep of the one that is to sleep on. */
    private static final Duration LONG = Duration.ofMinutes(30);

    static List<LeakProgram> programs() {
        return Corpus.programs();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void withTheBugTheTestFails(LeakProgram program) {
        assertThatThrownBy(() -> run(program, false))
                .isInstanceOfSatisfying(DeadlockException.class, e -> {
                    assertThat(e).hasMessageStartingWith(
                            "deadlock: main bubble goroutine has exited but blocked goroutines remain");
                    assertThat(Waits.of(e.goroutines())).isEqualTo(program.leaks().plus(program.waits()));
                });
    }

    @ParameterizedTest
    @MethodSource("programs")
    void repairedItPasses(LeakProgram program) throws Exception {
        run(program, true);
    }

    private static void run(LeakProgram program, boolean repaired) throws Exception {
        SyncTest.run(() -> {
            program.run(repaired, new Stage());
            Go.sleep(LONG);
        });
    }
}
