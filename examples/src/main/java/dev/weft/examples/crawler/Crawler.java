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
 * @param parallel how many pages are fetched at the same time
 * @param depth how many links away from the first page it goes
 * @param timeout how long it waits for a page
 */
record Crawler(Fetcher fetcher, int parallel, int depth, Duration timeout) {
    /**
     * Fetches a page and all of the same host that it leads to, each once, and tells what came of them in the order in
     * which they are there. When it is through, or the context is done, it closes the channel; then nothing of it is left.
     * Who does not read to the end must cancel the context.
     */
    ReceiveChannel<Visit> crawl(Context ctx, URI start) {
        Channel<Visit> visits = Channel.make();
        go(() -> new Crawl(this, visits).run(ctx, start));
        return visits;
    }
}
