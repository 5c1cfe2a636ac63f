package dev.weft.examples.chat;

import dev.weft.Go;
import dev.weft.context.Context;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Chat rooms over TCP: a hub, which is one goroutine, and for every connection one goroutine that reads and one that
 * writes, as in the chat servers of Donovan and Kernighan's book and of many talks. This one adds rooms, peers that do
 * not read, and an orderly end. See {@link Hub}.
 *
 * <p>The server and its guests are in this program, and talk through real sockets. Prints
 *
 * <pre>
 * ann hears * welcome, ann
 * ann hears * ann joined kitchen
 * ann hears * bob joined kitchen
 * bob hears * welcome, bob
 * bob hears * bob joined kitchen
 * bob hears [kitchen] ann: hello, bob
 * bob hears [kitchen] bob: hello, ann
 * ann hears [kitchen] ann: hello, bob
 * ann hears [kitchen] bob: hello, ann
 * another ann hears ! ann is taken
 * ann hears * bob left kitchen
 * ann hears * ann joined attic
 * ann hears * carl joined attic
 * ann hears * carl left attic: too slow
 * ann hears * the server closes
 * connections left: 0
 * </pre>
 */
public final class ChatRooms {
    private static final Settings SETTINGS = new Settings(16, 4096, Duration.ofSeconds(10));

    private ChatRooms() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    /**
     * As in Go, a failure that no goroutine catches ends the program, so none waits forever for a goroutine that has
     * failed.
     */
    static void run(PrintStream out) throws Exception {
        Go.run(() -> demonstrate(out));
    }

    private static void demonstrate(PrintStream out) throws Exception {
        Context all = Context.background();
        try (var ctx = Context.withCancel(all)) {
            ChatServer server = ChatServer.start(ctx, SETTINGS);
            try (ChatClient ann = ChatClient.connect(all, server.port(), "ann")) {
                ann.send("join kitchen");
                hear(out, "ann", ann, "* ann joined kitchen");

                try (ChatClient bob = ChatClient.connect(all, server.port(), "bob")) {
                    bob.send("join kitchen");
                    hear(out, "ann", ann, "* bob joined kitchen");
                    ann.send("say kitchen hello, bob");
                    hear(out, "bob", bob, "[kitchen] ann: hello, bob");
                    bob.send("say kitchen hello, ann");
                    hear(out, "bob", bob, "[kitchen] bob: hello, ann");
                    hear(out, "ann", ann, "[kitchen] bob: hello, ann");
                    try (ChatClient another = ChatClient.connect(all, server.port(), "ann")) {
                        hear(out, "another ann", another, "! ann is taken");
                    }
                    bob.send("quit");
                    hear(out, "ann", ann, "* bob left kitchen");
                }

                ann.send("join attic");
                hear(out, "ann", ann, "* ann joined attic");
                try (Socket carl = carl(server.port())) {
                    hear(out, "ann", ann, "* carl joined attic");
                    talkUntil(ann, "* carl left attic: too slow");
                    out.println("ann hears * carl left attic: too slow");
                }

                ctx.cancel();
                hear(out, "ann", ann, "* the server closes");
            }
            server.await();
            out.println("connections left: " + server.connections());
        }
    }

    /** Prints the lines that a client receives, up to this one. */
    private static void hear(PrintStream out, String who, ChatClient client, String last) {
        for (String line : client.lines()) {
            out.println(who + " hears " + line);
            if (line.equals(last)) {
                return;
            }
        }
        throw new IllegalStateException(who + " has not heard " + last);
    }

    /** Connects as carl, joins the attic, and does not read. */
    private static Socket carl(int port) throws IOException {
        Socket carl = new Socket();
        carl.setReceiveBufferSize(4096);
        carl.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        carl.getOutputStream().write("carl\njoin attic\n".getBytes(StandardCharsets.UTF_8));
        return carl;
    }

    /** Talks and listens as ann until she receives this line, and then her own last one. */
    private static void talkUntil(ChatClient ann, String last) throws IOException {
        String text = "so ".repeat(333) + "on";
        boolean heard = false;
        ann.send("say attic " + text);
        for (String line : ann.lines()) {
            if (line.equals(last)) {
                heard = true;
            } else if (heard) {
                return;
            } else {
                ann.send("say attic " + text);
            }
        }
        throw new IllegalStateException("ann has not heard " + last);
    }
}
