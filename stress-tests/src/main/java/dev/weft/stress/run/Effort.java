package dev.weft.stress.run;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How hard the tests try.
 *
 * @param jcstress
 *            options for jcstress
 * @param patience
 *            after how many seconds a test gives up on a waiter
 * @param limit
 *            for one run of jcstress, in case it hangs; far more than it takes
 */
record Effort(List<String> jcstress, int patience, Duration limit) {
    /** One JVM for each test, whose compiler reorders at random where it may. */
    private static final String RANDOM_COMPILER = "-XX:-TieredCompilation -XX:+UnlockDiagnosticVMOptions"
            + " -XX:+StressLCM -XX:+StressGCM -XX:+StressIGVN -XX:+StressCCP";

    /** In seconds. After 30, jcstress itself gives up on a test, and does not say who waits for what. */
    private static final int PATIENCE = 20;

    /**
     * Two iterations of 200 milliseconds, with at most 256 states at a time. To find out how many it can use, jcstress
     * runs the sides without making them meet, five times for each of many numbers up to the largest. With up to ten
     * times 256 states, that took 0.8 of the 1.2 seconds of a test. To save more time, the JVM does not touch its heap
     * beforehand.
     */
    static Effort small() {
        return oneJvm(2, 200, PATIENCE, Duration.ofMinutes(15), "-pth", "false", "-strideSize", "256", "-strideCount",
                "1");
    }

    /** Gives up soon: where a wake-up is missing on purpose, there is nothing to wait for. */
    static Effort forMutants() {
        return oneJvm(4, 250, 4, Duration.ofMinutes(6));
    }

    /** Four JVMs for each test: interpreted, with either compiler, and with the compiler that reorders at random. */
    static Effort large() {
        return new Effort(List.of("-m", "quick", "-f", "1", "-fsm", "1", "-iters", "2", "-time", "250", "-sc", "false"),
                PATIENCE, Duration.ofMinutes(60));
    }

    private static Effort oneJvm(int iterations, int milliseconds, int patience, Duration limit, String... more) {
        List<String> options = concat(List.of("-m", "quick", "-f", "1", "-fsm", "1", "-iters", "" + iterations, "-time",
                "" + milliseconds, "-sc", "false"), List.of(more));
        return new Effort(concat(options, List.of("-jvmArgs", RANDOM_COMPILER)), patience, limit);
    }

    /** Returns the options, including those for the JVMs of the tests. */
    List<String> options(Kind kind) {
        String jvm = kind.jvmArguments() + " -Dweft.stress.patience=" + patience
                + " --enable-native-access=ALL-UNNAMED";
        int own = jcstress.indexOf("-jvmArgs");
        if (own < 0) {
            return concat(jcstress, List.of("-jvmArgsPrepend", jvm));
        }
        return concat(jcstress.subList(0, own), List.of("-jvmArgs", jvm + " " + jcstress.get(own + 1)));
    }

    private static List<String> concat(List<String> a, List<String> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }
}
