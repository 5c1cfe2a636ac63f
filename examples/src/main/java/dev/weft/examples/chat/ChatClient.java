package dev.weft.examples.chat;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.Select;
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A participant: the lines from the server arrive on a channel, which is closed when the connection is. */
final class ChatClient implements AutoCloseable {
    private final Socket socket;
    private final Writer out;
    private final CancelableContext life;
    private final Channel<String> lines = Channel.make();

    private ChatClient(Socket socket, CancelableContext life) throws IOException {
        this.socket = socket;
        this.out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
        this.life = life;
    }

    /** Connects, and sends the name. The connection ends with the context. */
    static ChatClient connect(Context ctx, int port, String name) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        ChatClient client = new ChatClient(socket, Context.withCancel(ctx));
        Context.afterFunc(client.life, socket::close);
        go(client::listen);
        client.send(name);
        return client;
    }

    /** Sends a line; for use by one goroutine at a time. */
    void send(String line) throws IOException {
        out.write(line + "\n");
        out.flush();
    }

    ReceiveChannel<String> lines() {
        return lines;
    }

    private void listen() throws InterruptedException {
        try (lines; life) { // hangs up after the last line
            LineReader in = new LineReader(socket.getInputStream());
            for (String line; (line = in.next()) != null;) {
                switch (select(Select.send(lines, line), receive(life.done()))) {
                    case 0 -> {
                    }
                    default -> {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // closed, by either side
        }
    }

    @Override
    public void close() {
        life.cancel();
    }
}
