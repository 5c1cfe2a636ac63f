package dev.weft.time;

import static dev.weft.context.Context.withCancel;
import static dev.weft.time.RateLimiterTest.SLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.Go;
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Many threads on one limiter. The tests judge counts, however long anything took: the count of tokens, at a rate at
 * which none accrues meanwhile, or the count that the rate permits up to a moment.
 */
class RateLimiterUnderLoadTest {
    private static final int THREADS = 8;
    private static final long SEED = Long.getLong("weft.seed", System.nanoTime());

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    void thereIsNoTokenTooManyAndNoneTooFew() {
        int burst = 100_000;
        RateLimiter limiter = new RateLimiter(SLOW, burst);
        AtomicInteger permitted = new AtomicInteger();
        for (int i = 0; i < THREADS; i++) {
            int n = 1 + i % 3;
            g.start(i % 4 != 3, () -> {
                int mine = 0;
                while (limiter.allow(n)) {
                    mine += n;
                }
                permitted.addAndGet(mine);
            });
        }
        g.joinAll();
        assertThat(permitted.get()).isBetween(burst - 2, burst);
        assertThat(limiter.tokens()).isEqualTo(burst - permitted.get(), within(0.5));
    }

    @Test
    void nothingIsLostWhereAllOperationsMeet() {
        System.out.println("RateLimiter: -Dweft.seed=" + SEED);
        int burst = 1_000_000;
        RateLimiter limiter = new RateLimiter(SLOW, burst);
        AtomicLong taken = new AtomicLong();
        SplittableRandom seeds = new SplittableRandom(SEED);
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom random = seeds.split();
            g.start(i % 4 != 3, () -> {
                for (int k = 0; k < 5_000; k++) {
                    int n = random.nextInt(4);
                    switch (random.nextInt(6)) {
                        case 0 -> limiter.setRate(random.nextBoolean() ? SLOW : SLOW / 2);
                        case 1 -> limiter.setBurst(burst + random.nextInt(10));
                        case 2 -> assertThat(limiter.reserve(burst + 10).ok()).isFalse();
                        case 3 -> {
                            limiter.await(n);
                            taken.addAndGet(n);
                        }
                        default -> {
                            assertThat(limiter.allow(n)).isTrue();
                            taken.addAndGet(n);
                        }
                    }
                }
            });
        }
        g.joinAll();
        assertThat(limiter.tokens()).isEqualTo(burst - taken.get(), within(0.5));
    }

    @Test
    void thousandsThatGiveUpLeaveNothingBehind() {
        RateLimiter limiter = new RateLimiter(SLOW, 1);
        limiter.allow();
        List<Outcome<Boolean>> waiting = new ArrayList<>();
        List<CancelableContext> contexts = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            CancelableContext ctx = withCancel(Context.background());
            contexts.add(ctx);
            waiting.add(Outcome.start(g, i % 20 != 0, () -> {
                limiter.await(ctx);
                return true;
            }).awaitParked("select"));
        }
        assertThat(limiter.tokens()).isEqualTo(-2_000, within(0.5));
        Collections.reverse(waiting);
        Collections.reverse(contexts);
        for (int i = 0; i < contexts.size(); i++) { // the last one first, so that each gives back its token
            contexts.get(i).cancel();
            waiting.get(i).assertFailure().isInstanceOf(ContextException.class);
        }
        assertThat(limiter.tokens()).isEqualTo(0, within(0.5));
    }

    /** At any moment, the number of turns is at most the burst plus what the rate has gained since the beginning. */
    @Test
    void thoseThatWaitComeNoFasterThanTheRate() {
        double rate = 20_000;
        int burst = 10;
        int events = 4_000;
        Instant start = Timers.now();
        RateLimiter limiter = new RateLimiter(rate, burst);
        Queue<Long> turns = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 40; i++) {
            boolean withContext = i % 2 == 0;
            g.start(i % 8 != 7, () -> {
                CancelableContext ctx = withCancel(Context.background());
                for (int k = 0; k < events / 40; k++) {
                    if (withContext) {
                        limiter.await(ctx);
                    } else {
                        limiter.await();
                    }
                    turns.add(Timers.since(start).toNanos());
                }
            });
        }
        g.joinAll();
        List<Long> sorted = turns.stream().sorted().toList();
        assertThat(sorted).hasSize(events);
        for (int i = 0; i < events; i++) {
            assertThat(i + 1.0).isLessThanOrEqualTo(burst + rate * (sorted.get(i) + 1) / 1e9);
        }
        assertThat(limiter.tokens()).as("none is left in debt").isNotNegative();
    }

    /** Threads take what there is, again and again. Together they get what the rate has gained, to the token. */
    @Test
    void whatIsTakenAndWhatIsLeftIsWhatTheRateHasGained() {
        double rate = 1e5;
        int burst = Integer.MAX_VALUE; // never full again, so nothing spills
        RateLimiter limiter = new RateLimiter(rate, burst);
        Instant before = Timers.now();
        assertThat(limiter.allow(burst)).isTrue(); // it is empty at a moment between these two
        Instant after = Timers.now();
        AtomicLong permitted = new AtomicLong();
        for (int i = 0; i < THREADS; i++) {
            g.start(i % 4 != 3, () -> {
                for (long mine = 0; mine < 2_000;) {
                    if (limiter.allow()) {
                        mine++;
                        permitted.incrementAndGet();
                    } else {
                        Go.gosched();
                    }
                }
            });
        }
        g.joinAll();
        Duration least = Timers.since(after);
        double left = limiter.tokens();
        Duration most = Timers.since(before);
        assertThat(permitted.get()).isEqualTo(THREADS * 2_000);
        assertThat(permitted.get() + left)
                .isBetween(rate * least.toNanos() / 1e9 - 0.01, rate * most.toNanos() / 1e9 + 0.01);
    }
}
