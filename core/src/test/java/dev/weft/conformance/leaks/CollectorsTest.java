package dev.weft.conformance.leaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.support.ChildVm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the corpus with every collector that this virtual machine has, both with the JDK tracking all threads, which is
 * the default, and without.
 *
 * <p>Here all programs run together, which takes a second or two. {@code -Dweft.leakRounds=N} tries each program by
 * itself, N times.
 */
class CollectorsTest {
    private static final int ROUNDS = Integer.getInteger("weft.leakRounds", 0);

    /** A collector's option, and how the names of its beans begin. */
    private enum Collector {
        SERIAL("-XX:+UseSerialGC", "Copy"), PARALLEL("-XX:+UseParallelGC", "PS "), G1("-XX:+UseG1GC",
                "G1 "), Z("-XX:+UseZGC", "ZGC "), SHENANDOAH("-XX:+UseShenandoahGC", "Shenandoah ");

        private final String option;
        private final String bean;

        Collector(String option, String bean) {
            this.option = option;
            this.bean = bean;
        }

        /** Whether this virtual machine has it. If not, it refuses to start. */
        boolean exists() throws IOException, InterruptedException {
            return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), option,
                    "-version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor() == 0;
        }
    }

    static Stream<Arguments> configurations() {
        return Stream.of(Collector.values())
                .flatMap(c -> Stream.of(Arguments.of(c, true), Arguments.of(c, false)));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void findsWhatLeaks(Collector collector, boolean allThreadsTracked) throws IOException, InterruptedException {
        assumeTrue(collector.exists(), () -> "no " + collector + " here");
        List<String> options = new ArrayList<>(List.of("-Xmx512m", collector.option));
        if (!allThreadsTracked) {
            options.add("-Djdk.trackAllThreads=false");
        }
        for (int i = 0; i < Math.max(1, ROUNDS); i++) {
            String printed = ChildVm.run(List.of(), ChildVm.onThisScheduler(options), CorpusMain.class,
                    ROUNDS == 0 ? "together" : "each");
            System.out.println(collector + (allThreadsTracked ? "" : ", not all threads tracked") + "\n" + printed);
            assertThat(printed).contains("collector: [" + collector.bean).contains("all as expected");
        }
    }
}
