package dev.weft.examples.crawler;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web site in this process, on a free port of the loopback interface, with a goroutine for each request. */
final class Site implements AutoCloseable {
    /** Returns the site's pages. */
    @FunctionalInterface
    interface Pages {
        /**
         * Returns the document of a path; null if there is none. It may wait: it is interrupted when the site closes.
         */
        String html(String path) throws InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService goroutines = Executors.newVirtualThreadPerTaskExecutor();

    private Site(Pages pages) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, pages));
        server.setExecutor(goroutines);
    }

    /** Starts a site, which is listening when this returns. */
    static Site start(Pages pages) throws IOException {
        Site site = new Site(pages);
        site.server.start();
        return site;
    }

    /** Returns the address of one of its pages. */
    URI url(String path) {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getHostString() + ":" + address.getPort() + path);
    }

    private static void answer(HttpExchange exchange, Pages pages) throws IOException {
        try (exchange) {
            String html = pages.html(exchange.getRequestURI().getPath());
            if (html == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] body = html.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            throw new InterruptedIOException("the site closes");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        goroutines.shutdownNow();
        goroutines.close();
    }
}
