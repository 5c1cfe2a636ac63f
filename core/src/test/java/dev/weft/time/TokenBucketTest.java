package dev.weft.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000;
    private static final long SEED = Long.getLong("weft.seed", System.nanoTime());
    private static final int PROGRAMS = Integer.getInteger("weft.histories", 2_000);

    private record Event(int n, TimedLimiter.Reservation reservation) {
        long turn() {
            return reservation.turn();
        }
    }

    /**
     * What a token bucket is for, from the events alone: over any span of time, no more than the burst and what the rate
     * gains. Reservations that were cancelled, before their turn or after it, do not count.
     */
    @Test
    void overAnySpanThereAreNoMoreThanTheBurstAndTheRate() {
        System.out.println("TokenBucket, spans: -Dweft.seed=" + SEED);
        SplittableRandom seeds = new SplittableRandom(SEED);
        for (int i = 0; i < PROGRAMS; i++) {
            long seed = seeds.nextLong();
            SplittableRandom random = new SplittableRandom(seed);
            double rate = new double[] {0.5, 3, 10, 1_000, 1e6, 1e9}[random.nextInt(6)];
            int burst = 1 + random.nextInt(10);
            List<Event> events = randomEvents(random, rate, burst);
            events.sort(Comparator.comparingLong(Event::turn));
            for (int from = 0; from < events.size(); from++) {
                int sum = 0;
                for (int to = from; to < events.size(); to++) {
                    sum += events.get(to).n;
                    double span = (events.get(to).turn() - events.get(from).turn() + 1) / 1e9; // turns are rounded down
                    assertThat((double) sum).as("seed %d, rate %s, burst %d, from %s to %s", seed, rate, burst,
                            events.get(from), events.get(to)).isLessThanOrEqualTo(burst + rate * span + 1e-6);
                }
            }
        }
    }

    private static List<Event> randomEvents(SplittableRandom random, double rate, int burst) {
        TimedLimiter lim = new TimedLimiter(rate, burst);
        List<Event> events = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 60; i++) {
            now += (long) (random.nextDouble() * 3 / rate * SECOND) * random.nextInt(2);
            int n = 1 + random.nextInt(burst);
            if (random.nextInt(3) == 0 && !events.isEmpty()) {
                Event e = events.get(random.nextInt(events.size()));
                if (e.turn() >= now) {
                    e.reservation.cancel(now);
                    events.remove(e);
                }
            } else {
                TimedLimiter.Reservation r = lim.reserve(now, n, random.nextInt(3) == 0 ? 0 : TimedLimiter.FOREVER);
                if (r.ok()) {
                    events.add(new Event(n, r));
                }
            }
        }
        return events;
    }
}
