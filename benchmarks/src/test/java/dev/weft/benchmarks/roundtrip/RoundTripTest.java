package dev.weft.benchmarks.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RoundTripTest {
    @Test
    @Timeout(60)
    void measuresForSomeMilliseconds() throws InterruptedException {
        RoundTrip.measure();
        long begin = System.nanoTime();
        RoundTrip trip = RoundTrip.measure();
        long spent = System.nanoTime() - begin;

        assertThat(trip.low()).isPositive().isLessThanOrEqualTo(trip.median());
        assertThat(trip.median()).isLessThanOrEqualTo(trip.high());
        // A bound for a machine that is busy with something else; usually it is 2 to 15 ms.
        assertThat(Duration.ofNanos(spent)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void summarizesByTheMedianAndTheTenths() {
        double[] samples = new double[101];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = 100 - i;
        }

        assertThat(RoundTrip.of(samples)).isEqualTo(new RoundTrip(50, 10, 90));
        assertThat(RoundTrip.of(70)).isEqualTo(new RoundTrip(70, 70, 70));
    }

    @Test
    void aThreadThatLostItsProcessorChangesNoMedian() {
        double[] samples = new double[100];
        Arrays.fill(samples, 70);
        samples[3] = 4_000_000;

        assertThat(RoundTrip.of(samples)).isEqualTo(new RoundTrip(70, 70, 70));
    }

    @Test
    @Timeout(60)
    void endsAtTheDeadlineWithAtLeastOneSample() throws InterruptedException {
        Rally rally = new Rally();
        Thread partner = Thread.ofPlatform().start(rally::answer);

        double[] samples = rally.play(1_000, -1);
        rally.end();
        partner.join();
        assertThat(samples).hasSize(1);
        assertThat(samples[0]).isPositive();
    }
}
