package dev.weft.examples.chat;

import static dev.weft.Go.go;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.context.AfterFunc;
import dev.weft.context.Context;
import dev.weft.sync.WaitGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of chat rooms: one hub, and a connection for each peer. */
final class ChatServer {
    private static final int BACKLOG = 1024;

    private final ServerSocket listener;
    private final Settings settings;
    private final Hub hub = new Hub();
    private final AtomicInteger connections = new AtomicInteger();

    private final Channel<Unit> ended = Channel.make();
    private IOException failure; // set before the channel is closed

    private ChatServer(ServerSocket listener, Settings settings) {
        this.listener = listener;
        this.settings = settings;
    }

    /** Starts a server on a free port of the loopback interface, which closes when the context is done. */
    static ChatServer start(Context ctx, Settings settings) throws IOException {
        ChatServer server =
                new ChatServer(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), settings);
        go(() -> server.run(ctx));
        return server;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Returns the current number of connections. */
    int connections() {
        return connections.get();
    }

    /**
     * Waits until the server has closed. When this returns, nothing of the server is left.
     *
     * @throws IOException if the server closed because it could not accept more connections
     */
    void await() throws IOException, InterruptedException {
        ended.receive();
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Starts last what ends first. The connections have a context that does not end with the server's, so that every
     * client can still read the goodbye; it is cancelled if that takes too long.
     */
    private void run(Context ctx) throws InterruptedException {
        try (ended; var lives = Context.withCancel(Context.withoutCancel(ctx))) {
            WaitGroup hubEnd = new WaitGroup();
            WaitGroup everybody = new WaitGroup();
            try (var open = Context.withCancel(ctx)) {
                hubEnd.go(() -> hub.run(open));
                accept(ctx, lives, everybody);
            }
            if (!everybody.await(settings.grace())) {
                lives.cancel();
                everybody.await();
            }
            hub.events().close(); // no sender is left
            hubEnd.await();
        }
    }

    private void accept(Context ctx, Context lives, WaitGroup everybody) {
        AfterFunc close = Context.afterFunc(ctx, listener::close);
        try (listener) {
            for (;;) {
                Socket socket = listener.accept();
                everybody.go(() -> serve(socket, lives));
            }
        } catch (IOException e) {
            if (ctx.err() == null) {
                failure = e;
            }
        } finally {
            close.stop();
        }
    }

    private void serve(Socket socket, Context lives) throws InterruptedException {
        connections.incrementAndGet();
        try {
            new Connection(socket, hub.events(), settings).serve(lives);
        } finally {
            connections.decrementAndGet();
        }
    }
}
