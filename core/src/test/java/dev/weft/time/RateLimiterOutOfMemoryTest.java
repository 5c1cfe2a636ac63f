package dev.weft.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Task;
import dev.weft.support.ChildVm;
import dev.weft.time.RateLimiter.Reservation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call without enough memory has not happened. Runs in a JVM of its own, whose heap is filled to the last bytes. */
class RateLimiterOutOfMemoryTest {
    private static final int BURST = 1_000_000;

    @SuppressWarnings("unused") // only there to fill the heap
    private static Object[] hog;

    @Test
    void aCallForWhichThereIsNoMemoryHasNotHappened() throws Exception {
        String printed = ChildVm.run(List.of(), List.of("-Xmx8m", "-XX:+UseSerialGC", "-XX:-UseTLAB"),
                RateLimiterOutOfMemoryTest.class);
        assertThat(printed).matches("threw [1-9]\\d*, wrong 0\\s*");
    }

    /** Runs each operation with more and more bytes left; prints how often it threw, and whether the tokens add up. */
    public static void main(String[] args) throws Exception {
        RateLimiter limiter = new RateLimiter(RateLimiterTest.SLOW, BURST);
        Reservation[] reservation = new Reservation[1];
        int[] taken = {0};
        List<Task<?>> operations = List.of(
                () -> {
                    limiter.allow(3);
                    taken[0] += 3;
                },
                () -> {
                    reservation[0] = limiter.reserve(2);
                    taken[0] += 2;
                },
                () -> {
                    limiter.await(1);
                    taken[0]++;
                },
                () -> limiter.setRate(RateLimiterTest.SLOW / 2),
                () -> limiter.setBurst(BURST));
        for (int i = 0; i < 1_000; i++) {
            for (Task<?> operation : operations) {
                operation.run();
            }
        }
        int threw = 0;
        int wrong = 0;
        for (int least = 16; least < 240; least += 16) {
            for (Task<?> operation : operations) {
                reservation[0] = null;
                fill(least);
                try {
                    operation.run();
                } catch (OutOfMemoryError e) {
                    threw++;
                }
                hog = null;
                wrong += Math.abs(limiter.tokens() - (BURST - taken[0])) < 0.5 ? 0 : 1;
                if (limiter.allow()) {
                    taken[0]++;
                } else {
                    wrong++;
                }
            }
        }
        System.out.println("threw " + threw + ", wrong " + wrong);
    }

    private static void fill(int least) {
        for (int size = 1 << 18; size >= least; size /= 2) {
            try {
                for (;;) {
                    hog = new Object[] {hog, new byte[size]};
                }
            } catch (OutOfMemoryError e) {
                // try smaller ones
            }
        }
    }
}
