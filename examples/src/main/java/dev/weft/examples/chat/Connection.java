package dev.weft.examples.chat;

import static dev.weft.Unit.UNIT;

import dev.weft.Channel;
import dev.weft.SendChannel;
import dev.weft.Unit;
import dev.weft.context.AfterFunc;
import dev.weft.context.Context;
import dev.weft.sync.WaitGroup;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The server's side of a connection: a goroutine that reads, one that writes, and that of {@link #serve}, which makes
 * sure that when one of them ends, so does the other.
 *
 * <p>A goroutine that waits on a socket does not notice contexts. It stops waiting only when the socket is closed, so
 * the socket is closed when the context of the connection is cancelled.
 */
final class Connection {
    private final Socket socket;
    private final SendChannel<Event> hub;
    private final Settings settings;

    Connection(Socket socket, SendChannel<Event> hub, Settings settings) {
        this.socket = socket;
        this.hub = hub;
        this.settings = settings;
    }

    /** Serves the peer until it leaves or is cut off, or the context is done. Then the socket is closed. */
    void serve(Context ctx) throws InterruptedException {
        try (socket; var life = Context.withCancel(ctx)) {
            AfterFunc hangUp = Context.afterFunc(life, socket::close);
            try {
                socket.setSendBufferSize(settings.sendBuffer());
                socket.setTcpNoDelay(true);
                LineReader in = new LineReader(socket.getInputStream());
                String name = in.next();
                if (name != null) {
                    converse(new Peer(name, Channel.make(settings.outbox()), life), in);
                }
            } finally {
                hangUp.stop();
            }
        } catch (IOException e) {
            // the peer left before it had sent its name
        }
    }

    private void converse(Peer peer, LineReader in) throws InterruptedException {
        Channel<Unit> end = Channel.make(2); // both can send to it without waiting
        WaitGroup both = new WaitGroup();
        hub.send(new Event.Enter(peer));
        both.go(() -> {
            try {
                read(peer, in);
            } finally {
                end.send(UNIT);
            }
        });
        both.go(() -> {
            try {
                write(peer);
            } finally {
                end.send(UNIT);
            }
        });

        end.receive();
        hub.send(new Event.Exit(peer)); // closes the outbox, unless its end is what stopped the writer
        if (!both.await(settings.grace())) {
            peer.life().cancel();
            both.await();
        }
    }

    private void read(Peer peer, LineReader in) throws InterruptedException {
        try {
            for (String line; (line = in.next()) != null && !line.equals("quit");) {
                hub.send(Event.parse(peer, line));
            }
        } catch (IOException e) {
            // the peer left, or was cut off
        }
    }

    private void write(Peer peer) {
        try {
            Writer out =
                    new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
            for (String line : peer.outbox()) {
                out.write(line + "\n");
                if (peer.outbox().len() == 0) {
                    out.flush();
                }
            }
            out.flush();
            socket.shutdownOutput(); // so that the peer knows that this was all, and hangs up
        } catch (IOException e) {
            peer.life().cancel(e);
        }
    }
}
