package dev.weft.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapTrendTest {
    private static final long MB = 1 << 20;

    private final HeapTrend trend = new HeapTrend();

    @Test
    void whatStaysIsFlat() {
        for (int i = 0; i < 30; i++) {
            trend.add(8 * MB + i % 3 * MB);
            assertThat(trend.isFlat()).isTrue();
        }
    }

    @Test
    void onePeakIsNoTrend() {
        for (int i = 0; i < 30; i++) {
            trend.add(i == 25 ? 500 * MB : 8 * MB);
        }
        assertThat(trend.isFlat()).isTrue();
    }

    @Test
    void whatGrowsSteadilyIsNotFlat() {
        for (int i = 0; i < 30; i++) {
            trend.add(8 * MB + i * MB / 2);
        }
        assertThat(trend.isFlat()).isFalse();
        assertThat(trend).hasToString("8192 kB at the start, 15872 in the middle, 23040 at the end, of 30 samples;"
                + " medians of the first third 10752 kB, of the last 20992 kB");
    }

    @Test
    void fewSamplesMakeNoTrend() {
        for (int i = 1; i < HeapTrend.LEAST_SAMPLES; i++) {
            trend.add(i * 100 * MB);
        }
        assertThat(trend.isFlat()).isTrue();
        trend.add(1_000 * MB);
        assertThat(trend.isFlat()).isFalse();
    }

    @Test
    void seesWhatIsHeld() {
        long before = trend.sample();
        byte[] held = new byte[(int) (64 * MB)];
        assertThat(trend.sample() - before).isGreaterThan(32 * MB);
        assertThat(held).hasSize((int) (64 * MB));
    }
}
