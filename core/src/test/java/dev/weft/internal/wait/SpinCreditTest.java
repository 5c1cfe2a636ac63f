package dev.weft.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpinCreditTest {
    private static final boolean MET = true;
    private static final boolean MISSED = false;

    @Test
    void aNewQueueParksEightTimesBeforeItsFirstProbe() {
        assertThat(waitsUntilPromising(SpinCredit.NEW)).isEqualTo(8);
    }

    @Test
    void aSuccessfulProbeEarnsFourFailures() {
        short credit = SpinCredit.afterSpinning(nextProbe(SpinCredit.NEW), MET);
        for (int failures = 0; failures < 4; failures++) {
            assertThat(SpinCredit.isPromising(credit)).isTrue();
            credit = SpinCredit.afterSpinning(credit, MISSED);
        }
        assertThat(waitsUntilPromising(credit)).isEqualTo(32);
    }

    @Test
    void successesEarnNoMoreThanEightFailures() {
        short credit = nextProbe(SpinCredit.NEW);
        for (int i = 0; i < 1000; i++) {
            credit = SpinCredit.afterSpinning(credit, MET);
        }
        for (int failures = 0; failures < 8; failures++) {
            assertThat(SpinCredit.isPromising(credit)).isTrue();
            credit = SpinCredit.afterSpinning(credit, MISSED);
        }
        assertThat(SpinCredit.isPromising(credit)).isFalse();
    }

    @Test
    void probesThatFailBecomeRarer() {
        List<Integer> intervals = new ArrayList<>();
        short credit = nextProbe(SpinCredit.NEW);
        for (int i = 0; i < 5; i++) {
            assertThat(SpinCredit.isProbe(credit)).isTrue();
            credit = SpinCredit.afterSpinning(credit, MISSED);
            intervals.add(waitsUntilPromising(credit));
            credit = nextProbe(credit);
        }
        assertThat(intervals).containsExactly(64, 128, 256, 256, 256);
    }

    @Test
    void aSuccessForgetsEarlierFailures() {
        short credit = nextProbe(SpinCredit.NEW);
        for (int i = 0; i < 10; i++) {
            credit = nextProbe(SpinCredit.afterSpinning(credit, MISSED));
        }
        credit = SpinCredit.afterSpinning(credit, MET);
        assertThat(SpinCredit.isProbe(credit)).isFalse();
        for (int failures = 0; failures < 4; failures++) {
            credit = SpinCredit.afterSpinning(credit, MISSED);
        }
        assertThat(waitsUntilPromising(credit)).isEqualTo(32);
        assertThat(SpinCredit.isProbe(nextProbe(credit))).isTrue();
    }

    private static int waitsUntilPromising(short credit) {
        int waits = 0;
        for (short c = credit; !SpinCredit.isPromising(c); c = SpinCredit.afterParking(c)) {
            waits++;
        }
        return waits;
    }

    private static short nextProbe(short credit) {
        short c = credit;
        while (!SpinCredit.isPromising(c)) {
            c = SpinCredit.afterParking(c);
        }
        return c;
    }
}
