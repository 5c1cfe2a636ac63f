package dev.weft.examples.crawler;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;

import dev.weft.Channels;
import dev.weft.context.Context;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Fetches pages over HTTP. Go's client takes the context with the request; the JDK's does not know contexts, but
 * returns a future, which becomes a channel for a select, and can be cancelled.
 */
final class HttpFetcher implements Fetcher, AutoCloseable {
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public Page fetch(Context ctx, URI url) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
        try {
            return switch (select(receive(Channels.from(answer)), receive(ctx.done()))) {
                case 0 -> page(url, answer.get());
                default -> throw ctx.err();
            };
        } catch (ExecutionException e) {
            throw new IOException("no answer", e.getCause());
        } finally {
            answer.cancel(true); // closes the connection; does nothing if the answer has arrived
        }
    }

    private static Page page(URI url, HttpResponse<String> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        return Page.parse(url, response.body());
    }

    /** Closes all connections, including those kept for the next request. */
    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
