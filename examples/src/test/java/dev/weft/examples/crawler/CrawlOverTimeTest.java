package dev.weft.examples.crawler;

import static dev.weft.Go.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import dev.weft.context.Context;
import dev.weft.context.DeadlineExceededException;
import dev.weft.junit.VirtualTime;
import dev.weft.time.Timers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a crawl takes, with virtual time: a slow site, a page that does not come, a slow reader. */
@VirtualTime
@Timeout(240)
class CrawlOverTimeTest {
    private static final URI START = URI.create("http://host/1");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Instant start = Timers.now();

    private Duration passed() {
        return Timers.since(start);
    }

    /** A page of a site in which n leads to 2n and 2n + 1. */
    private static Page tree(URI url) {
        long n = number(url);
        return new Page("Page " + n, List.of(url.resolve("/" + 2 * n), url.resolve("/" + (2 * n + 1))));
    }

    private static long number(URI url) {
        return Long.parseLong(url.getPath().substring(1));
    }

    private static List<Visit> all(Crawler crawler) {
        return crawler.crawl(Context.background(), START).stream().toList();
    }

    @Test
    void eachLevelTakesAsLongAsItsPagesEightAtATime() {
        Fetcher fetcher = (ctx, url) -> {
            sleep(ctx, MINUTE);
            return tree(url);
        };
        assertThat(all(new Crawler(fetcher, 8, 5, HOUR))).hasSize(63);
        assertThat(passed()).isEqualTo(MINUTE.multipliedBy(1 + 1 + 1 + 1 + 2 + 4)); // 1, 2, 4, 8, 16 and 32 pages
    }

    @Test
    void aPageThatDoesNotComeCostsItsTimeLimitAndNoMore() {
        Fetcher fetcher = (ctx, url) -> {
            if (number(url) == 3) {
                ctx.done().receive();
                throw ctx.err();
            }
            sleep(ctx, MINUTE);
            return tree(url);
        };
        List<Visit> visits = all(new Crawler(fetcher, 2, 2, MINUTE.multipliedBy(30)));
        assertThat(visits).hasSize(5).filteredOn(visit -> visit.failure() != null).singleElement()
                .satisfies(visit -> assertThat(visit.failure()).isInstanceOf(DeadlineExceededException.class));
        assertThat(passed()).isEqualTo(MINUTE.multipliedBy(1 + 30 + 1));
    }

    @Test
    void theTimeLimitIsThatOfEachPage() {
        Fetcher fetcher = (ctx, url) -> {
            sleep(ctx, MINUTE.multipliedBy(number(url)));
            return tree(url);
        };
        List<Visit> visits = all(new Crawler(fetcher, 100, 3, MINUTE.multipliedBy(10).plusNanos(1)));
        assertThat(visits).filteredOn(visit -> visit.failure() == null)
                .extracting(visit -> number(visit.target().url()))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(visits).hasSize(15);
        assertThat(passed()).isEqualTo(MINUTE.multipliedBy(1 + 3 + 7 + 10).plusNanos(1));
    }

    @Test
    void theDepthOfAPageDoesNotDependOnWhichAnswerComesFirst() throws Exception {
        // 1 leads to 5 through 2, the short way, and through 3 and 4; and 5 leads to 6.
        Map<Long, List<Long>> graph =
                Map.of(1L, List.of(2L, 3L), 2L, List.of(5L), 3L, List.of(4L), 4L, List.of(5L), 5L, List.of(6L));
        Channel<Unit> longWay = Channel.make();
        Fetcher fetcher = (ctx, url) -> {
            long n = number(url);
            if (n == 2) {
                longWay.tryReceive(HOUR); // lets the long way win, if that is possible
            } else if (n == 5) {
                longWay.trySend(Unit.UNIT);
            }
            return new Page("", graph.getOrDefault(n, List.of()).stream().map(to -> url.resolve("/" + to)).toList());
        };
        List<Visit> visits = all(new Crawler(fetcher, 4, 3, HOUR.multipliedBy(2)));
        Map<Long, Integer> depths = new HashMap<>();
        visits.forEach(visit -> depths.put(number(visit.target().url()), visit.target().depth()));
        assertThat(passed()).isEqualTo(HOUR);
        assertThat(depths).isEqualTo(Map.of(1L, 0, 2L, 1, 3L, 1, 4L, 2, 5L, 2, 6L, 3));
    }

    @Test
    void aReaderThatTakesAnHourForEachPageIsWaitedFor() throws Exception {
        AtomicInteger fetched = new AtomicInteger();
        Fetcher fetcher = (ctx, url) -> {
            fetched.incrementAndGet();
            return tree(url);
        };
        try (var ctx = Context.withTimeout(Context.background(), HOUR.multipliedBy(72).minusNanos(1))) {
            ReceiveChannel<Visit> visits = new Crawler(fetcher, 4, Integer.MAX_VALUE, MINUTE).crawl(ctx, START);
            int read = 0;
            for (Visit visit : visits) {
                read++;
                assertThat(visit.failure()).isNull();
                assertThat(fetched.get()).isLessThanOrEqualTo(read + 4 + 4);
                sleep(HOUR);
            }
            assertThat(read).isEqualTo(72);
            assertThat(passed()).isEqualTo(HOUR.multipliedBy(72));
        }
    }
}
