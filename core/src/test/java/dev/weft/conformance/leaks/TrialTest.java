package dev.weft.conformance.leaks;

import static dev.weft.Go.go;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.support.Goroutines;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A trial fails if a program leaks more, less, or something else than it says, and if anything fails. */
class TrialTest {
    /** For trials that wait for what never happens. */
    private static final Duration SHORT = Duration.ofMillis(100);

    /** For all others: much longer than anything takes. */
    private static final Duration LONG = Goroutines.LONG;

    /** Programs that do not do what they say. */
    private static final class Liars {
        @GoProgram("leaksMore")
        static void leaksMore(boolean repaired) {
            leak();
        }

        @GoProgram(value = "leaksLess", leaks = "leak [chan receive] ×2")
        static void leaksLess(boolean repaired) {
            leak();
        }

        @GoProgram(value = "leaksElsewhere", leaks = "leak [chan send]")
        static void leaksElsewhere(boolean repaired) {
            leak();
        }

        @GoProgram(value = "isNotRepaired", leaks = "leak [chan receive]")
        static void isNotRepaired(boolean repaired) {
            leak();
        }

        @GoProgram(value = "leaksWhatShouldWait", waits = "leak [chan receive]")
        static void leaksWhatShouldWait(boolean repaired) {
            leak();
        }

        @GoProgram(value = "fails", leaks = "leak [chan receive]")
        static void fails(boolean repaired) {
            leak();
            throw new IllegalStateException("on purpose");
        }

        @GoProgram("waitsInMain")
        static void waitsInMain(boolean repaired) throws InterruptedException {
            Channel.make().receive();
        }

        private static void leak() {
            go("leak", () -> Channel.make().receive());
        }
    }

    private static void run(String name, boolean repaired, Duration limit) throws Exception {
        LeakProgram program = Arrays.stream(Liars.class.getDeclaredMethods())
                .filter(m -> m.getName().equals(name))
                .map(LeakProgram::of)
                .findFirst()
                .orElseThrow();
        Trial.run(List.of(program), repaired, limit);
    }

    @Test
    void oneLeakTooMany() {
        assertThatThrownBy(() -> run("leaksMore", false, SHORT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("neither ends nor leaks")
                .hasMessageContaining("others that wait:  leak [");
    }

    @Test
    void oneLeakTooFew() {
        assertThatThrownBy(() -> run("leaksLess", false, LONG))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("wrong leaks")
                .hasMessageContaining("missing reports:   leak [chan receive]\n");
    }

    @Test
    void anotherWaitReason() {
        assertThatThrownBy(() -> run("leaksElsewhere", false, SHORT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("missing reports:   leak [chan send]")
                .hasMessageContaining("others that wait:  leak [");
    }

    @Test
    void aRepairedVersionThatLeaks() throws Exception {
        run("isNotRepaired", false, LONG);
        assertThatThrownBy(() -> run("isNotRepaired", true, SHORT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("neither ends nor leaks");
    }

    @Test
    void aReportOfWhatShouldBeReachable() {
        assertThatThrownBy(() -> run("leaksWhatShouldWait", false, LONG))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("surplus reports:   leak [chan receive]");
    }

    @Test
    void aGoroutineThatFails() {
        assertThatThrownBy(() -> run("fails", false, LONG))
                .isInstanceOf(AssertionError.class)
                .satisfies(e -> assertThat(e.getSuppressed()).singleElement()
                        .isInstanceOf(IllegalStateException.class));
    }

    @Test
    void aMainFunctionThatWaits() {
        assertThatThrownBy(() -> run("waitsInMain", false, SHORT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not return");
    }
}
