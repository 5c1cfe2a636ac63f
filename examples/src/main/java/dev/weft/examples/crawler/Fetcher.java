package dev.weft.examples.crawler;

import dev.weft.context.Context;
import java.io.IOException;
import java.net.URI;

/** Where pages come from. Called by many goroutines at once. */
@FunctionalInterface
interface Fetcher {
    /**
     * Fetches a page.
     *
     * @throws dev.weft.context.ContextException if the context is done before the page is there
     * @throws IOException if there is no such page, or no way to get it
     */
    Page fetch(Context ctx, URI url) throws IOException, InterruptedException;
}
