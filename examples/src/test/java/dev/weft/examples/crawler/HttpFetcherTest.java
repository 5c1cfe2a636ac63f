package dev.weft.examples.crawler;

import static dev.weft.Go.go;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.DeadlineExceededException;
import dev.weft.examples.Await;
import dev.weft.examples.TrackGoroutines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TrackGoroutines.class)
class HttpFetcherTest {
    /** Returns whether the other side has closed the connection; waits until it has. */
    private static boolean isClosed(Socket socket) throws IOException {
        try {
            byte[] request = new byte[1024];
            while (socket.getInputStream().read(request) >= 0) {
                // the request, which gets no answer
            }
            return true;
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    @Timeout(240)
    void cancelledInTheMiddleACrawlLeavesNoSocketBehind() throws Exception {
        int parallel = 50;
        try (ServerSocket mute = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
                HttpFetcher http = new HttpFetcher();
                var ctx = Context.withCancel(Context.background())) {
            URI start = URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/0");
            List<URI> links = new ArrayList<>();
            for (int i = 1; i <= 1000; i++) {
                links.add(start.resolve("/" + i));
            }
            Fetcher fetcher = (c, url) -> url.equals(start) ? new Page("start", links) : http.fetch(c, url);
            var visits = new Crawler(fetcher, parallel, 1, Duration.ofMinutes(4)).crawl(ctx, start);
            visits.receive();

            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < parallel; i++) {
                sockets.add(mute.accept());
            }
            ctx.cancel();

            assertThat(visits.stream().toList()).isEmpty();
            for (Socket socket : sockets) { // the client is still open
                try (socket) {
                    assertThat(isClosed(socket)).isTrue();
                }
            }
        }
        Await.noGoroutinesOf(HttpFetcher.class);
    }

    @Test
    @Timeout(240)
    void aRequestEndsWithItsContext() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
                HttpFetcher http = new HttpFetcher()) {
            URI url = URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/");
            try (var ctx = Context.withTimeout(Context.background(), Duration.ofMillis(50))) {
                assertThatThrownBy(() -> http.fetch(ctx, url)).isInstanceOf(DeadlineExceededException.class);
            }
            try (var ctx = Context.withCancel(Context.background())) {
                go(() -> {
                    try (Socket socket = mute.accept()) {
                        socket.getInputStream().read();
                        ctx.cancel();
                        isClosed(socket);
                    }
                });
                assertThatThrownBy(() -> http.fetch(ctx, url)).isInstanceOf(CanceledException.class);
            }
        }
        Await.noGoroutinesOf(HttpFetcher.class);
    }

    @Test
    void aServerThatIsNotThereIsAnError() throws Exception {
        URI url;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = URI.create("http://127.0.0.1:" + gone.getLocalPort() + "/");
        }
        try (HttpFetcher http = new HttpFetcher()) {
            assertThatThrownBy(() -> http.fetch(Context.background(), url)).isInstanceOf(IOException.class)
                    .hasMessage("no answer");
        }
    }
}
