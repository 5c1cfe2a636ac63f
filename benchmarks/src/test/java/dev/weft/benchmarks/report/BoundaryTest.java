package dev.weft.benchmarks.report;

import static dev.weft.benchmarks.report.Made.fork;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.benchmarks.report.Boundary.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundaryTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 20})
    void theBoundaryIsWhereTheDataAreApartOnAnyMachine(double scale) {
        Boundary boundary = Boundary.between(
                List.of(320 * scale, 60 * scale, 85 * scale, 345 * scale, 55 * scale, 305 * scale));

        assertThat(boundary.nanoseconds()).hasValue(305 * scale);
    }

    @Test
    void roundTripsOfOneKindHaveNoBoundary() {
        assertThat(Boundary.between(List.of(55.0, 60.0, 85.0, 70.0)).nanoseconds()).isEmpty();
        assertThat(Boundary.between(List.of(60.0, 110.0)).nanoseconds()).isEmpty();
        assertThat(Boundary.between(List.of(60.0)).nanoseconds()).isEmpty();
        assertThat(Boundary.between(List.of(60.0, 60.0)).nanoseconds()).isEmpty();
        assertThat(Boundary.between(List.of()).nanoseconds()).isEmpty();
    }

    @Test
    void aFewRoundTripsInBetweenDoNotHideTheBoundary() {
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            all.add(55.0 + i);
            all.add(305.0 + i);
        }
        all.add(130.0);
        all.add(200.0);

        assertThat(Boundary.between(all).nanoseconds().orElseThrow()).isBetween(85.0, 305.0);
    }

    @Test
    void oneOutlierDoesNotHideTheBoundary() {
        List<Double> all = new ArrayList<>(List.of(9_000.0));
        for (int i = 0; i < 200; i++) {
            all.add(55.0 + i % 30);
            all.add(305.0 + i % 30);
        }

        assertThat(Boundary.between(all).nanoseconds()).hasValue(305);
    }

    @Test
    void valuesSpreadEvenlyHaveNoBoundary() {
        List<Double> all = new ArrayList<>();
        for (double value = 50; value < 400; value *= 1.05) {
            all.add(value);
        }

        assertThat(Boundary.between(all).nanoseconds()).isEmpty();
    }

    @Test
    void aForkIsWhatNearlyAllOfItsRoundTripsAre() {
        Boundary boundary = new Boundary(OptionalDouble.of(300), false);

        assertThat(boundary.of(fork(1, 60, 70))).isEqualTo(Pace.FAST);
        assertThat(boundary.of(fork(1, 300, 340))).isEqualTo(Pace.SLOW);
        assertThat(boundary.of(fork(1, 60, 340))).isEqualTo(Pace.MIXED);
        assertThat(boundary.of(fork(1, 60, 60, 60, 340))).isEqualTo(Pace.FAST);
        assertThat(boundary.of(fork(1, 60, 60, 340, 340))).isEqualTo(Pace.MIXED);
        assertThat(boundary.of(fork(1, 60, 340, 340, 340))).isEqualTo(Pace.SLOW);
        assertThat(boundary.of(fork(1))).isEqualTo(Pace.ONLY);
        assertThat(new Boundary(OptionalDouble.empty(), false).of(fork(1, 60, 340))).isEqualTo(Pace.ONLY);
    }

    @Test
    void aBusyMachineIsNoSlowRoundTrip() {
        Boundary quiet = Boundary.between(List.of(60.0, 61.0, 62.0, 75_000.0));
        Boundary both = Boundary.between(List.of(60.0, 61.0, 320.0, 330.0, 75_000.0, 10_000_000.0));

        assertThat(quiet.nanoseconds()).isEmpty();
        assertThat(quiet.of(fork(1, 60, 61))).isEqualTo(Pace.ONLY);
        assertThat(quiet.of(fork(1, 60, 75_000, 80_000))).isEqualTo(Pace.BUSY);
        assertThat(quiet.of(fork(1, 60, 75_000))).isEqualTo(Pace.ONLY);
        assertThat(both.nanoseconds()).hasValue(320);
        assertThat(both.of(fork(1, 60, 75_000, 80_000))).isEqualTo(Pace.BUSY);
        assertThat(both.of(fork(1, 60, 75_000))).isEqualTo(Pace.FAST);
        assertThat(both.of(fork(1, 60, 60, 60, 75_000))).isEqualTo(Pace.FAST);
    }

    @Test
    void onALoadedMachineEverythingIsCompared() {
        Boundary loaded = Boundary.between(List.of(60.0, 75_000.0, 80_000.0, 10_000_000.0));

        assertThat(loaded.loaded()).isTrue();
        assertThat(loaded.of(fork(1, 60, 60))).isEqualTo(Pace.ONLY);
        assertThat(loaded.of(fork(1, 75_000, 75_000))).isEqualTo(Pace.ONLY);
    }
}
