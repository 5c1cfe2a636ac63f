package dev.weft.conformance.leaks;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each program leaks what Go's leaks, and nothing once it is repaired. */
class CorpusTest {
    static List<LeakProgram> programs() {
        return Corpus.programs();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void withTheBugItLeaks(LeakProgram program) throws Exception {
        Trial.run(List.of(program), false);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void repairedItDoesNot(LeakProgram program) throws Exception {
        Trial.run(List.of(program), true);
    }
}
