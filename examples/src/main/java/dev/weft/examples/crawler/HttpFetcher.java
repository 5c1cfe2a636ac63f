package dev.weft.examples.crawler;

import dev.weft.context.AfterFunc;
import dev.weft.context.Context;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Fetches pages over HTTP. Go's client takes the context with the request; the JDK's knows nothing of contexts, but can
 * cancel a request: so a function that waits for the context does that.
 */
final class HttpFetcher implements Fetcher, AutoCloseable {
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public Page fetch(Context ctx, URI url) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
        AfterFunc hangUp = Context.afterFunc(ctx, () -> answer.cancel(true));
        try {
            HttpResponse<String> response = answer.get();
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            return Page.parse(url, response.body());
        } catch (CancellationException | ExecutionException e) {
            if (ctx.err() != null) {
                throw ctx.err();
            }
            throw new IOException("no answer", e);
        } finally {
            hangUp.stop();
            answer.cancel(true); // if this goroutine was interrupted; otherwise the answer is there, and it does nothing
        }
    }

    /** Closes all connections, also those that are kept for the next request. */
    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
