package dev.weft.examples.crawler;

import static dev.weft.Go.go;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.context.Context;
import java.net.URI;
import java.time.Duration;

/**
 * Crawls web sites.
 *
 * @param fetcher where pages come from
 * @param parallel how many pages to fetch at the same time
 * @param depth how many links away from the first page to go
 * @param timeout how long to wait for a page
 */
record Crawler(Fetcher fetcher, int parallel, int depth, Duration timeout) {
    /**
     * Fetches a page and all pages of the same host that it leads to, each once, and sends the outcomes in the order in
     * which they arrive. When it has finished, or the context is done, it closes the channel; then no goroutine of the
     * crawl is left. A caller that does not read to the end must cancel the context.
     */
    ReceiveChannel<Visit> crawl(Context ctx, URI start) {
        Channel<Visit> visits = Channel.make();
        go(() -> new Crawl(this, visits).run(ctx, start));
        return visits;
    }
}
