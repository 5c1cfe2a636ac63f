package dev.weft.examples.crawler;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import dev.weft.context.Context;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A concurrent web crawler, after the exercise at the end of the Tour of Go, with what the exercise leaves open: it
 * fetches over HTTP, limits how many pages it fetches at once and how long it waits for each, and can be stopped.
 * Instead of a map behind a mutex, it has one goroutine that knows which pages have been seen, as the crawler in
 * Donovan and Kernighan's book does; see {@link Crawl}.
 *
 * <p>First it crawls a small site, in which one page is missing and one never answers; then an endless site, until it
 * has had enough. Both are served by this program itself. Prints
 *
 * <pre>
 * depth, path, title:
 * 0 /           Home
 * 1 /about      About us
 * 1 /docs       Documentation
 * 1 /news       News
 * 2 /docs/slow  failed: context deadline exceeded
 * 2 /docs/tour  A tour
 * 2 /gone       failed: status 404
 * 2 /news/1     The first news
 * 2 /news/2     The second news
 * the site without an end: context canceled after 25 pages
 * </pre>
 */
public final class WebCrawler {
    private static final int PARALLEL = 4;
    private static final Duration TIMEOUT = Duration.ofMillis(1500);

    private record Entry(String title, List<String> links) {
        Entry(String title, String... links) {
            this(title, List.of(links));
        }
    }

    private static final Map<String, Entry> ENTRIES = Map.of(
            "/", new Entry("Home", "/news", "/about", "/docs", "/#top"),
            "/about", new Entry("About us", "/", "/gone", "https://go.dev/tour/concurrency/10"),
            "/docs", new Entry("Documentation", "/docs/tour", "/docs/slow", "/about"),
            "/docs/tour", new Entry("A tour", "/", "/docs/tour/1"),
            "/docs/tour/1", new Entry("Too far away"),
            "/news", new Entry("News", "/news/1", "/news/2"),
            "/news/1", new Entry("The first news", "/news", "/news/2"),
            "/news/2", new Entry("The second news", "/news", "/news/1"));

    private WebCrawler() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    /**
     * As in Go, a failure that no goroutine catches ends the program, so none waits forever for a goroutine that has
     * failed.
     */
    static void run(PrintStream out) throws Exception {
        Go.run(() -> demonstrate(out));
    }

    private static void demonstrate(PrintStream out) throws Exception {
        try (HttpFetcher fetcher = new HttpFetcher()) {
            try (Site site = Site.start(WebCrawler::smallSite)) {
                fetcher.fetch(Context.background(), site.url("/")); // a cold start must not count as a slow answer
                summary(new Crawler(fetcher, PARALLEL, 2, TIMEOUT), site.url("/"), out);
            }
            try (Site site = Site.start(WebCrawler::endlessSite)) {
                taste(new Crawler(fetcher, PARALLEL, Integer.MAX_VALUE, TIMEOUT), site.url("/1"), 25, out);
            }
        }
    }

    private static String smallSite(String path) throws InterruptedException {
        if (path.equals("/docs/slow")) {
            Channel<Unit> never = Channel.make();
            never.receive();
        }
        Entry entry = ENTRIES.get(path);
        return entry == null ? null : Page.html(entry.title, entry.links);
    }

    /** Each page leads to two more. */
    private static String endlessSite(String path) {
        long n = Long.parseLong(path.substring(1));
        return Page.html("Page " + n, List.of("/" + 2 * n, "/" + (2 * n + 1)));
    }

    /** Prints all pages, in an order that does not depend on which answer came first. */
    private static void summary(Crawler crawler, URI start, PrintStream out) {
        List<Visit> visits = new ArrayList<>();
        for (Visit visit : crawler.crawl(Context.background(), start)) {
            visits.add(visit);
        }
        visits.sort(Comparator.comparingInt((Visit visit) -> visit.target().depth())
                .thenComparing(visit -> visit.target().url()));
        out.println("depth, path, title:");
        for (Visit visit : visits) {
            String found = visit.page() != null ? visit.page().title() : "failed: " + visit.failure().getMessage();
            out.printf(Locale.ROOT, "%d %-10s  %s%n", visit.target().depth(), visit.target().url().getPath(), found);
        }
    }

    /** Fetches some pages, and cancels the crawl, which has ended when this returns. */
    private static void taste(Crawler crawler, URI start, int enough, PrintStream out) throws Exception {
        try (var ctx = Context.withCancel(Context.background())) {
            ReceiveChannel<Visit> visits = crawler.crawl(ctx, start);
            for (int i = 0; i < enough; i++) {
                Visit visit = visits.receive();
                if (visit.failure() != null) {
                    throw visit.failure();
                }
            }
            ctx.cancel();
            while (visits.receive() != null) {
                // pages found meanwhile
            }
            out.println("the site without an end: " + ctx.err().getMessage() + " after " + enough + " pages");
        }
    }
}
