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
    void aSpreadIsWideFromOneAndAHalfOn() {
        Spread spread = Spread.of(List.of(15.0, 10.0, 11.0));

        assertThat(spread).isEqualTo(new Spread(10, 11, 15));
        assertThat(spread.wide()).isFalse();
        assertThat(Spread.of(List.of(10.0, 15.1)).wide()).isTrue();
        assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7));
    }

    @Test
    void theRatioOfSpreadsHoldsEveryRatioOfTwoValues() {
        assertThat(new Spread(1, 2, 3).over(new Spread(4, 5, 6))).isEqualTo(new Spread(1.0 / 6, 2.0 / 5, 3.0 / 4));
        assertThat(new Spread(0.5, 0.6, 0.9).excludesOne()).isTrue();
        assertThat(new Spread(0.5, 0.6, 1.1).excludesOne()).isFalse();
        assertThat(new Spread(1.1, 2, 3).excludesOne()).isTrue();
    }

    @Test
    void numbersAreWrittenToBeRead() {
        assertThat(Format.time(0.114)).isEqualTo("0.11");
        assertThat(Format.time(9.999)).isEqualTo("10.0");
        assertThat(Format.time(26_344)).isEqualTo("26,344");
        assertThat(Format.time(343_089)).isEqualTo("343 µs");
        assertThat(Format.time(1_331_617_375)).isEqualTo("1.33 s");
        assertThat(Format.spread(new Spread(90, 100, 110))).isEqualTo("100 (90.0–110)");
        assertThat(Format.spread(new Spread(49.5, 200, 4_241_000))).isEqualTo("200 (49.5 ns–4,241 µs)");
        assertThat(Format.range(new Spread(343_000, 400_000, 20_000_000))).isEqualTo("343 µs–20.0 ms");
        assertThat(Format.comparedWithOne(1.004)).isZero();
        assertThat(Format.comparedWithOne(1.006)).isPositive();
        assertThat(Format.comparedWithOne(0.99)).isNegative();
    }
}
