package dev.weft.examples.crawler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.examples.Await;
import dev.weft.examples.TrackGoroutines;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The crawler itself, mostly on pages that need no server. */
@ExtendWith(TrackGoroutines.class)
class CrawlerTest {
    private static final Duration LONG = Duration.ofMinutes(4);
    private static final URI START = URI.create("http://host/1");

    @AfterEach
    void nothingIsLeft() throws Exception {
        Await.noGoroutinesOf(Crawler.class);
    }

    /** A page of a site in which n leads to 2n and 2n + 1, and back to n / 2. */
    private static Page tree(URI url) {
        long n = number(url);
        return new Page("Page " + n,
                List.of(url.resolve("/" + n / 2), url.resolve("/" + 2 * n), url.resolve("/" + (2 * n + 1))));
    }

    private static long number(URI url) {
        return Long.parseLong(url.getPath().substring(1));
    }

    private static List<Visit> all(Crawler crawler) {
        return crawler.crawl(Context.background(), START).stream().toList();
    }

    @Test
    void everyPageIsFetchedOnceAndNoMoreThanAllowedAtOnce() {
        Map<URI, Integer> fetched = new ConcurrentHashMap<>();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Fetcher fetcher = (ctx, url) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            fetched.merge(url, 1, Integer::sum);
            Thread.yield();
            running.decrementAndGet();
            return tree(url);
        };

        List<Visit> visits = all(new Crawler(fetcher, 8, 9, LONG));

        assertThat(visits).hasSize(1 + 1023).allMatch(visit -> visit.failure() == null); // and 0, to which 1 leads
        assertThat(fetched).hasSize(visits.size()).values().containsOnly(1);
        assertThat(most.get()).isBetween(1, 8);
        for (Visit visit : visits) {
            long n = number(visit.target().url());
            int depth = n == 0 ? 1 : 63 - Long.numberOfLeadingZeros(n);
            assertThat(visit.target().depth()).isEqualTo(depth);
        }
    }

    @Test
    void aBigSiteOfARealServer() throws Exception {
        try (HttpFetcher fetcher = new HttpFetcher();
                Site site = Site.start(path -> {
                    long n = Long.parseLong(path.substring(1));
                    return n % 10 == 7 ? null : Page.html("Page " + n, List.of("/" + 2 * n, "/" + (2 * n + 1)));
                })) {
            List<Visit> visits =
                    new Crawler(fetcher, 20, 10, LONG).crawl(Context.background(), site.url("/1")).stream().toList();

            // The expected result, computed without any concurrency.
            Map<Long, Boolean> expected = new HashMap<>();
            List<Long> level = List.of(1L);
            for (int depth = 0; depth <= 10; depth++) {
                List<Long> next = new ArrayList<>();
                for (long n : level) {
                    expected.put(n, n % 10 != 7);
                    if (n % 10 != 7) {
                        next.addAll(List.of(2 * n, 2 * n + 1));
                    }
                }
                level = next;
            }
            assertThat(visits).hasSize(expected.size()).allSatisfy(visit -> assertThat(visit.page() != null)
                    .isEqualTo(expected.get(number(visit.target().url()))));
            assertThat(visits).filteredOn(visit -> visit.page() == null)
                    .allSatisfy(visit -> assertThat(visit.failure()).isInstanceOf(IOException.class)
                            .hasMessage("status 404"));
        }
    }

    @Test
    void asManyPagesAsAllowedAreUnderWayAtOnce() throws Exception {
        Channel<Unit> gate = Channel.make();
        AtomicInteger waiting = new AtomicInteger();
        Fetcher fetcher = (ctx, url) -> {
            if (number(url) >= 8) {
                waiting.incrementAndGet();
                gate.receive();
            }
            return tree(url);
        };
        ReceiveChannel<Visit> visits = new Crawler(fetcher, 8, 3, LONG).crawl(Context.background(), START);
        for (int i = 0; i < 8; i++) { // 0 to 7
            visits.receive();
        }
        Await.until("eight fetches at once", () -> waiting.get() == 8);
        gate.close();
        assertThat(visits.stream()).hasSize(8);
    }

    @Test
    void aPageThatDoesNotComeDoesNotHoldUpTheOthers() throws Exception {
        Fetcher fetcher = (ctx, url) -> {
            if (number(url) == 2) {
                ctx.done().receive();
                throw ctx.err();
            }
            return tree(url);
        };
        try (var ctx = Context.withCancel(Context.background())) {
            ReceiveChannel<Visit> visits = new Crawler(fetcher, 2, 1, LONG).crawl(ctx, START);
            List<Long> others = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                others.add(number(visits.receive().target().url()));
            }
            assertThat(others).containsExactlyInAnyOrder(1L, 0L, 3L);
            ctx.cancel();
            assertThat(visits.stream().toList()).isEmpty();
        }
    }

    @Test
    void aFetcherWithABugFailsPagesButNotTheCrawl() {
        IllegalStateException bug = new IllegalStateException("a bug");
        Fetcher fetcher = (ctx, url) -> {
            if (number(url) % 2 == 1 && number(url) > 1) {
                throw bug;
            }
            return tree(url);
        };
        List<Visit> visits = all(new Crawler(fetcher, 3, 3, LONG));
        Set<Long> failed = Set.of(3L, 5L, 9L);
        assertThat(visits).hasSize(8).allSatisfy(visit -> assertThat(visit.failure())
                .isSameAs(failed.contains(number(visit.target().url())) ? bug : null));
    }

    @Test
    void theCrawlWaitsForASlowReader() throws Exception {
        AtomicInteger fetched = new AtomicInteger();
        Fetcher fetcher = (ctx, url) -> {
            fetched.incrementAndGet();
            return tree(url);
        };
        try (var ctx = Context.withCancel(Context.background())) {
            ReceiveChannel<Visit> visits = new Crawler(fetcher, 4, Integer.MAX_VALUE, LONG).crawl(ctx, START);
            for (int i = 1; i <= 500; i++) {
                visits.receive();
                // Read, unread, and with the workers: one that each is fetching, and one that each has just fetched.
                assertThat(fetched.get()).isLessThanOrEqualTo(i + 4 + 4);
            }
            ctx.cancel();
            visits.stream().count();
        }
    }

    @Test
    void cancelledInTheMiddleItStopsEverybody() throws Exception {
        AtomicInteger waiting = new AtomicInteger();
        AtomicInteger cancelled = new AtomicInteger();
        Fetcher fetcher = (ctx, url) -> {
            if (number(url) >= 1024) {
                waiting.incrementAndGet();
                ctx.done().receive();
                assertThat(ctx.err()).isInstanceOf(CanceledException.class);
                cancelled.incrementAndGet();
                throw ctx.err();
            }
            return tree(url);
        };
        try (var ctx = Context.withCancel(Context.background())) {
            ReceiveChannel<Visit> visits = new Crawler(fetcher, 100, Integer.MAX_VALUE, LONG).crawl(ctx, START);
            for (int i = 0; i < 1024; i++) {
                visits.receive();
            }
            Await.until("a hundred fetches that hang", () -> waiting.get() == 100);
            ctx.cancel();
            assertThat(visits.stream().toList()).isEmpty();
            assertThat(cancelled.get()).isEqualTo(100);
        }
    }

    @Test
    void cancelledWhileNobodyReadsItEndsAllTheSame() throws Exception {
        AtomicInteger fetched = new AtomicInteger();
        Fetcher fetcher = (ctx, url) -> {
            fetched.incrementAndGet();
            return tree(url);
        };
        try (var ctx = Context.withCancel(Context.background())) {
            new Crawler(fetcher, 4, Integer.MAX_VALUE, LONG).crawl(ctx, START);
            Await.until("a crawl that waits for its reader", () -> fetched.get() >= 4);
        }
        Await.noGoroutinesOf(Crawler.class);
    }

    @Test
    void aContextThatIsDoneBeforeFetchesNothing() {
        AtomicInteger fetched = new AtomicInteger();
        Fetcher fetcher = (ctx, url) -> {
            if (ctx.err() == null) {
                fetched.incrementAndGet();
            }
            return tree(url);
        };
        try (var ctx = Context.withCancel(Context.background())) {
            ctx.cancel();
            assertThat(new Crawler(fetcher, 4, 9, LONG).crawl(ctx, START).stream()).isEmpty();
        }
        assertThat(fetched.get()).isZero();
    }
}
