package dev.weft.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void theMedianIsTheMiddleOne() {
        assertThat(Statistics.median(30, 10, 20)).isEqualTo(20);
        assertThat(Statistics.median(40, 10, 30, 20)).isEqualTo(25);
        assertThat(Statistics.median(7)).isEqualTo(7);
    }

    @Test
    void anOutlierDoesNotMoveTheMedian() {
        assertThat(Statistics.median(10, 11, 12, 13, 100_000)).isEqualTo(12);
    }

    @Test
    void quantilesAreInterpolated() {
        assertThat(Statistics.quantile(0, 1, 2, 3, 4, 5)).isEqualTo(1);
        assertThat(Statistics.quantile(0.25, 5, 4, 3, 2, 1)).isEqualTo(2);
        assertThat(Statistics.quantile(0.75, 1, 2)).isEqualTo(1.75);
        assertThat(Statistics.quantile(1, 1, 2, 3)).isEqualTo(3);
    }

    @Test
    void sortingLeavesTheCallersValuesAlone() {
        double[] values = {3, 1, 2};

        Statistics.median(values);

        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void inTheGeometricMeanTwiceAndHalfEvenOut() {
        assertThat(Statistics.geometricMean(List.of(2.0, 0.5))).isCloseTo(1, within(1e-12));
        assertThat(Statistics.geometricMean(List.of(1.0, 10.0, 100.0))).isCloseTo(10, within(1e-12));
        assertThat(Statistics.geometricMean(List.of(0.8))).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void nothingHasNoMedianAndNoMean() {
        assertThatIllegalArgumentException().isThrownBy(Statistics::median);
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.geometricMean(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.geometricMean(List.of(1.0, 0.0)));
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.geometricMean(List.of(Double.NaN)));
    }

    @Test
    void theSpreadIsThatOfTheMiddleHalf() {
        assertThat(new Sample(List.of(80.0, 90.0, 100.0, 110.0, 5_000.0)).spread()).isCloseTo(0.1, within(1e-12));
        assertThat(new Sample(List.of(100.0)).spread()).isZero();
    }
}
