package dev.weft.benchmarks.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.benchmarks.shapes.OnceDo;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class RoundTripProfilerTest {
    @Test
    void everyIterationThatCountsHasItsRoundTrips() throws RunnerException {
        System.setProperty("jmh.ignoreLock", "true");
        TimeValue moment = TimeValue.milliseconds(1);
        BenchmarkResult fork = new Runner(new OptionsBuilder()
                .include("[.]" + OnceDo.class.getSimpleName() + "[.]weft$")
                .forks(0)
                .warmupIterations(1).warmupTime(moment)
                .measurementIterations(2).measurementTime(moment)
                .addProfiler(RoundTripProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build()).runSingle().getBenchmarkResults().iterator().next();

        assertThat(fork.getIterationResults()).hasSize(2).allSatisfy(iteration -> {
            assertThat(iteration.getSecondaryResults()).containsOnlyKeys(RoundTripProfiler.BEFORE,
                    RoundTripProfiler.AFTER, RoundTripProfiler.LOW, RoundTripProfiler.HIGH);
            double low = iteration.getSecondaryResults().get(RoundTripProfiler.LOW).getScore();
            double high = iteration.getSecondaryResults().get(RoundTripProfiler.HIGH).getScore();
            assertThat(low).isPositive();
            assertThat(iteration.getSecondaryResults().get(RoundTripProfiler.BEFORE).getScore()).isBetween(low, high);
            assertThat(iteration.getSecondaryResults().get(RoundTripProfiler.AFTER).getScore()).isBetween(low, high);
        });
    }
}
