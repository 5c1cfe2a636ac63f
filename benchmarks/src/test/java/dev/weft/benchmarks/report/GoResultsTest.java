package dev.weft.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoResultsTest {
    @Test
    void readsTheLinesOfBenchmarks() {
        Map<String, Sample> rows = GoResults.read("""
                goos: linux
                goarch: amd64
                cpu: Some Processor @ 2.50GHz
                BenchmarkPingPong-2          \t       1\t       258.3 ns/op
                BenchmarkBuffered/capacity=16/goroutines=1x1-2         \t       4\t        50.70 ns/op
                BenchmarkPingPong-2          \t       2\t       260 ns/op\t       0 B/op\t       0 allocs/op
                BenchmarkSkynet-2            \t       1\t 795384282 ns/op
                BenchmarkOnceDo-2            \t1000000000\t         0.2522 ns/op
                --- FAIL: BenchmarkSieve
                    goroutines_test.go:66: 1804 primes
                PASS
                ok  \tweft.dev/benchmarks\t3.272s
                """.lines().toList());

        assertThat(rows).containsOnlyKeys("PingPong", "Buffered/capacity=16/goroutines=1x1", "Skynet", "OnceDo");
        assertThat(rows.get("PingPong").forks()).containsExactly(new Fork(List.of(258.3, 260.0), List.of()));
        assertThat(rows.get("OnceDo").median()).isEqualTo(0.2522);
        assertThat(rows.get("Skynet").median()).isEqualTo(795_384_282.0);
    }

    @Test
    void eachProcessIsAForkWithItsRoundTrips() {
        Map<String, Sample> rows = GoResults.read("""
                goos: linux

                fork: 1
                round-trip-before: 61.5
                round-trip-after: 320.0
                round-trip-low: 50.0
                round-trip-high: 400.0
                BenchmarkPingPong-2 \t 3\t 80.00 ns/op
                BenchmarkPingPong-2 \t 3\t 82.00 ns/op

                fork: 2
                round-trip-before: 62.0
                round-trip-after: 63.0
                BenchmarkPingPong-2 \t 3\t 90.00 ns/op
                """.lines().toList());

        assertThat(rows.get("PingPong").forks()).containsExactly(
                new Fork(List.of(80.0, 82.0), List.of(61.5, 320.0)), new Fork(List.of(90.0), List.of(62.0, 63.0)));
    }

    @Test
    void inEarlierResultsAProcessBeginsWithItsSystem() {
        assertThat(GoResults.read("""
                goos: linux
                BenchmarkPingPong-2 \t 3\t 80.00 ns/op
                goos: linux
                BenchmarkPingPong-2 \t 3\t 90.00 ns/op
                """.lines().toList()).get("PingPong").forks()).hasSize(2);
    }

    @Test
    void withOneProcessorNoNumberFollowsTheName() {
        assertThat(GoResults.read(List.of("BenchmarkUnbuffered/goroutines=4x1 \t 2\t 128.5 ns/op")))
                .containsOnlyKeys("Unbuffered/goroutines=4x1");
    }

    @Test
    void otherUnitsAreNoResult() {
        assertThat(GoResults.read(List.of("BenchmarkCopy-2 \t 2\t 12.5 MB/s", "BenchmarkCopy-2"))).isEmpty();
    }
}
