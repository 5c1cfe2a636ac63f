package dev.weft.time;

import static dev.weft.time.TimedLimiter.FOREVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.time.TimedLimiter.Reservation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The arithmetic of the limiter, at times chosen by the test.
 *
 * <p>{@code -Dweft.histories=N} sets the number of random programs, {@code -Dweft.seed=SEED} repeats those of a run
 * that printed this seed.
 */
class TokenBucketTest {
    private static final long SECOND = 1_000_000_000;
    private static final long YEARS = 200L * 365 * 86_400 * SECOND;
    private static final int PROGRAMS = Integer.getInteger("weft.histories", 2_000);
    private static final long SEED = Long.getLong("weft.seed", System.nanoTime());

    @Test
    void manySmallStepsAreAsGoodAsALargeOne() {
        for (double rate : new double[] {3, 7, 0.7692307692307693, 1_000, 1e6 / 3}) {
            TimedLimiter lim = new TimedLimiter(rate, 1);
            long end = (long) (100_000 / rate * SECOND);
            int permitted = 0;
            SplittableRandom random = new SplittableRandom(1);
            for (long now = 0; now <= end; now += 1 + random.nextLong(end / 1_000_000)) {
                permitted += lim.allow(now, 1) ? 1 : 0;
            }
            // None is permitted too early, and each at the first step after it is due: half a step late, on average.
            assertThat(permitted).isBetween(95_000, 100_001);
        }
    }

    @Test
    void aTokenIsThereAtTheVeryMomentAtWhichItIsDue() {
        for (double rate : new double[] {3, 7, 9, 10, 11, 1e3 / 3, 49, 1e6, 3e8}) {
            TimedLimiter lim = new TimedLimiter(rate, 5);
            lim.reserve(0, 5, 0);
            long now = 0;
            for (int i = 0; i < 10_000; i++) {
                Reservation next = lim.reserve(now, 1, FOREVER);
                next.cancel(now);
                assertThat(lim.allow(next.turn(), 1)).as("rate %s, %d", rate, i).isTrue();
                now = next.turn();
            }
            assertThat(now).isCloseTo((long) (10_000 / rate * SECOND), within(10_000L));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Double.MIN_VALUE, 1e-300, 1e-10})
    void tinyRates(double rate) {
        TimedLimiter lim = new TimedLimiter(rate, 2);
        assertThat(lim.allow(0, 2)).isTrue();
        assertThat(lim.allow(YEARS, 1)).isFalse();
        Reservation r = lim.reserve(1, 1, FOREVER);
        assertThat(r.ok()).isTrue();
        assertThat(r.turn()).isEqualTo(Long.MAX_VALUE);
        assertThat(lim.reserve(1, 1, FOREVER - 1).ok()).as("too late").isFalse();
        Reservation s = lim.reserve(YEARS, 2, FOREVER);
        assertThat(s.turn()).isEqualTo(Long.MAX_VALUE);
        assertThat(lim.tokens(YEARS)).isEqualTo(-3, within(1.0));
        s.cancel(YEARS);
        r.cancel(YEARS);
        assertThat(lim.tokens(YEARS)).isEqualTo(0, within(1.0));
        lim.setRate(YEARS, 1);
        assertThat(lim.reserve(YEARS, 2, FOREVER).turn()).isBetween(YEARS + SECOND, YEARS + 2 * SECOND);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e10, 1e100, 1e300, 1.7e308})
    void hugeRates(double rate) {
        TimedLimiter lim = new TimedLimiter(rate, 2);
        for (int i = 0; i < 1_000; i++) {
            assertThat(lim.reserve(i, 2, FOREVER).turn()).isEqualTo(i);
            assertThat(lim.reserve(i, 3, FOREVER).ok()).isFalse();
        }
        assertThat(lim.tokens(YEARS)).isEqualTo(2);
        lim.setRate(YEARS, 1);
        assertThat(lim.reserve(YEARS, 2, FOREVER).turn()).isEqualTo(YEARS);
        assertThat(lim.reserve(YEARS, 2, FOREVER).turn()).isEqualTo(YEARS + 2 * SECOND);
    }

    @Test
    void hugeNumbers() {
        TimedLimiter lim = new TimedLimiter(1, Integer.MAX_VALUE);
        assertThat(lim.allow(0, Integer.MAX_VALUE)).isTrue();
        assertThat(lim.allow(0, 0)).isTrue();
        List<Reservation> all = new ArrayList<>();
        for (long i = 1; i <= 10; i++) {
            Reservation r = lim.reserve(0, Integer.MAX_VALUE, FOREVER);
            long exact = i * Integer.MAX_VALUE * SECOND; // four of them fit into a long
            assertThat(r.turn()).isCloseTo(i <= 4 ? exact : FOREVER, within(1_024L)); // the precision of such doubles
            all.add(r);
        }
        assertThat(lim.tokens(0)).isEqualTo(-10.0 * Integer.MAX_VALUE);
        all.reversed().forEach(r -> r.cancel(0));
        assertThat(lim.tokens(0)).isZero();
        assertThat(lim.tokens(YEARS)).isEqualTo(Integer.MAX_VALUE);
        for (int i = 0; i < 100_000; i++) {
            lim.reserve(YEARS, Integer.MAX_VALUE, FOREVER);
        }
        assertThat(lim.tokens(YEARS)).isEqualTo(-99_999.0 * Integer.MAX_VALUE);
        assertThat(lim.reserve(YEARS, 0, FOREVER).turn()).isEqualTo(FOREVER);
    }

    @Test
    void noneAtAllWaitsForThoseBefore() {
        TimedLimiter lim = new TimedLimiter(10, 2);
        assertThat(lim.reserve(0, 0, 0).turn()).isZero();
        lim.reserve(0, 2, FOREVER);
        assertThat(lim.reserve(0, 0, 0).turn()).isZero();
        lim.reserve(0, 2, FOREVER);
        assertThat(lim.allow(0, 0)).isFalse();
        assertThat(lim.reserve(0, 0, FOREVER).turn()).isEqualTo(SECOND / 5);
        TimedLimiter none = new TimedLimiter(10, 0);
        assertThat(none.allow(0, 0)).isTrue();
        assertThat(none.allow(0, 1)).isFalse();
        assertThat(none.reserve(0, 1, FOREVER).ok()).isFalse();
    }

    @Test
    void whoeverHasNoTimeAtAllGetsNothingUnlessTheRateIsInfinite() {
        TimedLimiter lim = new TimedLimiter(10, 2);
        assertThat(lim.reserve(0, 1, -1).ok()).isFalse();
        assertThat(lim.tokens(0)).isEqualTo(2);
        lim.setRate(0, RateLimiter.INFINITE);
        assertThat(lim.reserve(0, 9, -1).ok()).isTrue();
    }

    @Test
    void anInfiniteRateFillsTheBucketAndForgetsTheDebt() {
        TimedLimiter lim = new TimedLimiter(1, 3);
        lim.reserve(0, 3, FOREVER);
        Reservation r = lim.reserve(0, 3, FOREVER);
        lim.setRate(0, RateLimiter.INFINITE);
        assertThat(lim.tokens(0)).isEqualTo(3);
        assertThat(lim.reserve(0, Integer.MAX_VALUE, 0).turn()).isZero();
        r.cancel(0);
        lim.setBurst(0, 5);
        assertThat(lim.tokens(0)).isEqualTo(5);
        lim.setRate(0, 1);
        assertThat(lim.tokens(0)).isEqualTo(5);
        assertThat(lim.allow(0, 6)).isFalse();
        assertThat(lim.allow(0, 5)).isTrue();
    }

    /** The later token is there soon, at a higher rate; Go's rule would give back 19.9 for the 10 that were taken. */
    @Test
    void aChangeOfTheRateGivesNoMoreBackThanWasTaken() {
        TimedLimiter lim = new TimedLimiter(1, 30);
        lim.reserve(0, 30, FOREVER);
        Reservation r = lim.reserve(0, 10, FOREVER);
        lim.setRate(0, 100);
        lim.reserve(0, 1, FOREVER);
        assertThat(lim.tokens(0)).isEqualTo(-11);
        r.cancel(0);
        assertThat(lim.tokens(0)).as("one was taken since").isEqualTo(-2);
    }

    @Test
    void aLowerBurstSpills() {
        TimedLimiter lim = new TimedLimiter(1, 5);
        lim.setBurst(0, 2);
        assertThat(lim.tokens(0)).isEqualTo(2);
        lim.setBurst(0, 5);
        assertThat(lim.tokens(0)).as("a larger bucket is not fuller").isEqualTo(2);
        lim.setBurst(0, 0);
        assertThat(lim.tokens(SECOND)).isZero();
        Reservation none = lim.reserve(0, 1, FOREVER);
        none.cancel(0);
        assertThat(lim.tokens(0)).isZero();
    }

    private record Event(int n, Reservation reservation) {
        long turn() {
            return reservation.turn();
        }
    }

    /**
     * The purpose of a token bucket, checked by the events alone: over any span of time, no more than the burst and
     * what the rate gains. Reservations that were cancelled in time do not count.
     */
    @Test
    void overAnySpanThereAreNoMoreThanTheBurstAndTheRate() {
        System.out.println("TokenBucket, spans: -Dweft.seed=" + SEED);
        SplittableRandom seeds = new SplittableRandom(SEED);
        int cancelled = 0;
        for (int i = 0; i < PROGRAMS; i++) {
            long seed = seeds.nextLong();
            SplittableRandom random = new SplittableRandom(seed);
            double rate = new double[] {0.5, 3, 10, 1_000, 1e6, 1e9}[random.nextInt(6)];
            int burst = 1 + random.nextInt(10);
            List<Event> events = new ArrayList<>();
            cancelled += run(random, rate, burst, events);
            events.sort(Comparator.comparingLong(Event::turn));
            for (int from = 0; from < events.size(); from++) {
                int sum = 0;
                for (int to = from; to < events.size(); to++) {
                    sum += events.get(to).n;
                    double span = (events.get(to).turn() - events.get(from).turn() + 1) / 1e9; // turns are rounded down
                    assertThat((double) sum).as("seed %d, rate %s, burst %d, %s", seed, rate, burst, events)
                            .isLessThanOrEqualTo(burst + rate * span + 1e-6);
                }
            }
        }
        assertThat(cancelled).isGreaterThan(PROGRAMS);
    }

    /** Returns how many were cancelled; the others are added to the events. */
    private static int run(SplittableRandom random, double rate, int burst, List<Event> events) {
        TimedLimiter lim = new TimedLimiter(rate, burst);
        long now = 0;
        int cancelled = 0;
        for (int i = 0; i < 60; i++) {
            now += (long) (random.nextDouble() * 3 / rate * SECOND) * random.nextInt(2);
            if (random.nextInt(3) == 0 && !events.isEmpty()) {
                Event e = events.get(random.nextInt(events.size()));
                if (e.turn() >= now) {
                    e.reservation.cancel(now);
                    events.remove(e);
                    cancelled++;
                }
            } else {
                int n = 1 + random.nextInt(burst);
                Reservation r = lim.reserve(now, n, random.nextInt(3) == 0 ? 0 : FOREVER);
                if (r.ok()) {
                    events.add(new Event(n, r));
                }
            }
        }
        return cancelled;
    }

    /** All operations, with a clock that goes back now and then, compared with the same rules in exact decimals. */
    @Test
    void roundingNeverDecidesAnythingThatAnExactBucketWouldDecideOtherwise() {
        System.out.println("TokenBucket, exact: -Dweft.seed=" + SEED);
        SplittableRandom seeds = new SplittableRandom(SEED);
        int granted = 0;
        int refused = 0;
        for (int i = 0; i < PROGRAMS; i++) {
            long seed = seeds.nextLong();
            SplittableRandom random = new SplittableRandom(seed);
            ExactBucket exact = new ExactBucket(anyRate(random), random.nextInt(8));
            TimedLimiter lim = new TimedLimiter(exact.rate(), exact.burst());
            List<Event> pending = new ArrayList<>();
            List<Long> positions = new ArrayList<>();
            long now = 0;
            for (int step = 0; step < 50; step++) {
                long unit = Math.max(1, (long) (SECOND / exact.rate() / 4));
                now = Math.max(0, now + unit * (random.nextInt(8) - (random.nextInt(10) == 0 ? 10 : 0))
                        + random.nextInt(3) * random.nextInt(1_000));
                switch (random.nextInt(8)) {
                    case 0 -> {
                        double rate = anyRate(random);
                        exact.setRate(now, rate);
                        lim.setRate(now, rate);
                    }
                    case 1 -> {
                        int burst = random.nextInt(8);
                        exact.setBurst(now, burst);
                        lim.setBurst(now, burst);
                    }
                    case 2, 3 -> {
                        if (!pending.isEmpty()) {
                            int which = random.nextInt(pending.size());
                            Event e = pending.remove(which);
                            long position = positions.remove(which);
                            if (e.turn() >= now) {
                                exact.giveBack(now, e.n, position);
                            }
                            e.reservation.cancel(now);
                        }
                    }
                    default -> {
                        int n = random.nextInt(6);
                        long longest = new long[] {0, unit, 4 * unit, FOREVER}[random.nextInt(4)];
                        BigDecimal wait = exact.waitFor(now, n);
                        Reservation r = lim.reserve(now, n, longest);
                        String what = "seed " + seed + ", step " + step + ": reserve(" + now + ", " + n + ", " + longest
                                + ") of " + lim + ", where " + wait + " is right";
                        if (n > exact.burst()) {
                            assertThat(r.ok()).as(what).isFalse();
                        } else if (r.ok()) {
                            assertThat(roundedDown(wait, -1)).as(what).isLessThanOrEqualTo(longest);
                            assertThat(r.turn() - now).as(what).isBetween(roundedDown(wait, -1), roundedDown(wait, 1));
                            positions.add(exact.take(now, n));
                            pending.add(new Event(n, r));
                            granted++;
                        } else {
                            assertThat(roundedDown(wait, 1)).as(what).isGreaterThan(longest);
                            refused++;
                        }
                    }
                }
                assertThat(lim.tokens(now)).as("seed %d, step %d: %s", seed, step, lim)
                        .isCloseTo(exact.tokens(now).doubleValue(), within(1e-9));
            }
        }
        assertThat(granted).isGreaterThan(5 * PROGRAMS);
        assertThat(refused).isGreaterThan(PROGRAMS);
    }

    /** Rounds down to a nanosecond, after adding or subtracting some thousandths. */
    private static long roundedDown(BigDecimal nanos, int thousandths) {
        return Math.max(0, nanos.add(BigDecimal.valueOf(thousandths, 3)).longValue());
    }

    /** Rates whose periods have finite decimals. */
    private static double anyRate(SplittableRandom random) {
        return new double[] {0.5, 1, 2, 5, 8, 10, 1_000, 1e6}[random.nextInt(8)];
    }
}
