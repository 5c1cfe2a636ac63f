package dev.weft.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongProbeTest {
    private static final long USUAL = 2_000;
    private static final long LONG = 128 * USUAL;

    @Test
    void theFirstProbeIsLong() {
        assertThat(new LongProbe(7).nanos(USUAL, 7)).isEqualTo(LONG);
    }

    @Test
    void longProbesThatFailTakeAHundredthOfTheTime() {
        LongProbe account = new LongProbe(0);
        long spent = 0;
        long end = 1_000 * LONG;
        for (long now = 0; now < end; now += USUAL) {
            long probe = account.nanos(USUAL, now);
            spent += probe == LONG ? LONG : 0;
        }
        assertThat(spent).isEqualTo(end / 100);
    }

    @Test
    void anotherIsToBeHadAtOnceAfterOneThatMet() {
        LongProbe account = new LongProbe(0);
        account.nanos(USUAL, 0);
        assertThat(account.nanos(USUAL, 10)).isEqualTo(USUAL);
        account.met(20);
        assertThat(account.nanos(USUAL, 20)).isEqualTo(LONG);
        assertThat(account.nanos(USUAL, 21)).isEqualTo(USUAL);
    }

    @Test
    void theClockMayPassItsLargestValue() {
        LongProbe account = new LongProbe(Long.MAX_VALUE - 5);
        assertThat(account.nanos(USUAL, Long.MAX_VALUE)).isEqualTo(LONG);
        assertThat(account.nanos(USUAL, Long.MIN_VALUE + 1)).isEqualTo(USUAL);
        assertThat(account.nanos(USUAL, Long.MAX_VALUE + 100 * LONG)).isEqualTo(LONG);
    }
}
