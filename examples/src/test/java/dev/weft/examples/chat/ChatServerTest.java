package dev.weft.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.examples.Await;
import dev.weft.examples.TrackGoroutines;
import dev.weft.sync.ErrGroup;
import dev.weft.sync.WaitGroup;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TrackGoroutines.class)
@Timeout(240)
class ChatServerTest {
    private static final Duration LONG = Duration.ofMinutes(4);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Context ALL = Context.background();

    private final CancelableContext ctx = Context.withCancel(ALL);
    private final List<ChatClient> clients = new ArrayList<>();
    private ChatServer server;

    @AfterEach
    void nothingIsLeft() throws Exception {
        ctx.cancel();
        clients.forEach(ChatClient::close);
        server.await();
        assertThat(server.connections()).isZero();
        Await.noGoroutinesOf(ChatServer.class);
    }

    private void start(int outbox, Duration grace) throws IOException {
        server = ChatServer.start(ctx, new Settings(outbox, 4096, grace));
    }

    private ChatClient connect(String name) throws IOException {
        ChatClient client = ChatClient.connect(ALL, server.port(), name);
        clients.add(client);
        return client;
    }

    /** Returns a client that has joined a room. */
    private ChatClient join(String name, String room) throws IOException {
        ChatClient client = connect(name);
        client.send("join " + room);
        hear(client, "* " + name + " joined " + room);
        return client;
    }

    /** Waits for this line, and returns those before it. */
    private static List<String> hear(ChatClient client, String last) {
        List<String> before = new ArrayList<>();
        for (String line : client.lines()) {
            if (line.equals(last)) {
                return before;
            }
            before.add(line);
        }
        throw new AssertionError("not heard: " + last + ", but " + before);
    }

    /** Opens a raw connection, and sends these lines. */
    private Socket raw(String... lines) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.getOutputStream().write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** Reads to the end, however the connection ends. */
    private static String rest(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            for (int c; (c = socket.getInputStream().read()) >= 0;) {
                text.append((char) c);
            }
        } catch (SocketException e) {
            text.append("reset");
        }
        return text.toString();
    }

    @Test
    void hundredsHearAllThatIsSaidInTheirRoomInTheSameOrder() throws Exception {
        int rooms = 15;
        int members = 20;
        int sayings = 5;
        start(2 * members * (sayings + 2), LONG); // so large that no peer can be too slow
        WaitGroup joined = new WaitGroup();
        joined.add(rooms * members);
        List<List<String>> heard = new ArrayList<>();
        ErrGroup group = new ErrGroup();
        for (int i = 0; i < rooms * members; i++) {
            String name = "guest" + i;
            String room = "room" + i % rooms;
            ChatClient client = connect(name);
            List<String> lines = new ArrayList<>();
            heard.add(lines);
            group.go(() -> {
                client.send("join " + room);
                hear(client, "* " + name + " joined " + room);
                joined.done();
                joined.await();
                for (int n = 1; n <= sayings; n++) {
                    client.send("say " + room + " " + n);
                }
                for (String line : client.lines()) {
                    if (line.startsWith("[")) {
                        lines.add(line);
                        if (lines.size() == members * sayings) {
                            return;
                        }
                    }
                }
                throw new AssertionError(name + " was cut off after " + lines);
            });
        }
        group.awaitOrThrow();

        for (int i = 0; i < heard.size(); i++) {
            assertThat(heard.get(i)).isEqualTo(heard.get(i % rooms));
        }
        for (int room = 0; room < rooms; room++) {
            Map<String, Integer> said = new HashMap<>();
            for (String line : heard.get(room)) {
                String[] parts = line.split("[\\[\\] :]+"); // "", room, name, number
                assertThat(parts[1]).isEqualTo("room" + room);
                assertThat(said.merge(parts[2], 1, Integer::sum)).hasToString(parts[3]);
            }
            assertThat(said).hasSize(members).values().containsOnly(sayings);
        }
    }

    @Test
    void whoDoesNotReadIsCutOffAndHoldsUpNobody() throws Exception {
        start(16, LONG);
        ChatClient ann = join("ann", "attic");
        List<Socket> mute = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            mute.add(raw("mute" + i, "join attic"));
            hear(ann, "* mute" + i + " joined attic");
        }
        List<String> left = new ArrayList<>();
        while (left.size() < 10) {
            String text = "[attic] ann: " + "x".repeat(1000);
            ann.send("say attic " + "x".repeat(1000));
            for (String line : hear(ann, text)) {
                assertThat(left).doesNotContain(line);
                left.add(line);
            }
        }
        assertThat(left).allMatch(line -> line.matches("\\* mute\\d left attic: too slow"));
        Await.until("ann alone", () -> server.connections() == 1);
        for (Socket socket : mute) {
            try (socket) {
                assertThat(rest(socket)).startsWith("* welcome, mute");
            }
        }
    }

    @Test
    void whoGoesIsMissedHoweverHeGoes() throws Exception {
        start(100, LONG);
        ChatClient ann = join("ann", "hall");
        ChatClient bob = join("bob", "hall");
        hear(ann, "* bob joined hall");
        bob.send("quit");
        hear(ann, "* bob left hall");
        assertThat(bob.lines().stream()).isEmpty();

        ChatClient carl = join("carl", "hall");
        carl.close();
        hear(ann, "* carl left hall");

        Socket reset = raw("dora", "join hall");
        hear(ann, "* dora joined hall");
        reset.setSoLinger(true, 0);
        reset.close();
        hear(ann, "* dora left hall");

        try (Socket half = raw("emil", "join hall")) {
            hear(ann, "* emil joined hall");
            half.shutdownOutput();
            hear(ann, "* emil left hall");
            assertThat(rest(half)).startsWith("* welcome, emil\n");
        }
        Await.until("ann alone", () -> server.connections() == 1);
        ann.send("join hall");
        ann.send("say hall is anybody there");
        assertThat(hear(ann, "[hall] ann: is anybody there")).isEmpty();
    }

    @Test
    void whatIsNoCommandIsAnswered() throws Exception {
        start(100, LONG);
        ChatClient ann = join("ann", "hall");
        for (String line : List.of("dance", "join", "join a b", "leave", "say hall", "")) {
            ann.send(line);
            assertThat(hear(ann, "! what is \"" + line + "\"?")).isEmpty();
        }
        ann.send("say cellar hello");
        assertThat(hear(ann, "! you are not in cellar")).isEmpty();
        ann.send("leave cellar");
        assertThat(hear(ann, "! you are not in cellar")).isEmpty();
        ann.send("leave hall");
        assertThat(hear(ann, "* ann left hall")).isEmpty();
        ann.send("say hall hello");
        assertThat(hear(ann, "! you are not in hall")).isEmpty();
    }

    @Test
    void aNameIsOneWordAndSomebodysOwn() throws Exception {
        start(100, SHORT);
        ChatClient ann = join("ann", "hall");
        assertThat(connect("ann").lines().stream()).containsExactly("! ann is taken");
        assertThat(connect("a b").lines().stream()).containsExactly("! a name is one word");
        try (Socket stays = raw("ann")) { // a refused client that does not leave is cut off
            assertThat(rest(stays)).startsWith("! ann is taken\n");
            Await.until("ann alone", () -> server.connections() == 1);
        }
        ann.send("quit");
        assertThat(ann.lines().stream()).isEmpty();
        Await.until("nobody", () -> server.connections() == 0);
        join("ann", "hall");
    }

    @Test
    void aLineThatDoesNotEndEndsTheConnection() throws Exception {
        start(100, LONG);
        ChatClient ann = join("ann", "hall");
        try (Socket endless = raw("bob", "join hall")) {
            hear(ann, "* bob joined hall");
            OutputStream out = endless.getOutputStream();
            assertThatThrownBy(() -> {
                for (;;) {
                    out.write(new byte[1000]);
                }
            }).isInstanceOf(IOException.class);
        }
        hear(ann, "* bob left hall");
    }

    @Test
    void cancelledInTheMiddleItSaysGoodbyeAndLeavesNothing() throws Exception {
        start(10_000, LONG);
        AtomicInteger said = new AtomicInteger();
        AtomicInteger goodbyes = new AtomicInteger();
        ErrGroup group = new ErrGroup();
        for (int i = 0; i < 100; i++) {
            join("guest" + i, "room" + i % 10);
        }
        for (int i = 0; i < 100; i++) {
            String room = "room" + i % 10;
            ChatClient client = clients.get(i);
            String hello = "[" + room + "] guest" + i + ": hello";
            group.go(() -> {
                client.send("say " + room + " hello");
                for (String line : client.lines()) {
                    if (line.equals(hello)) {
                        said.incrementAndGet();
                        client.send("say " + room + " hello");
                    } else if (line.equals("* the server closes")) {
                        goodbyes.incrementAndGet();
                    }
                }
            });
        }
        Await.until("a lively chat", () -> said.get() > 1000);
        ctx.cancel();
        server.await();
        assertThat(server.connections()).isZero();
        group.awaitOrThrow();
        assertThat(goodbyes.get()).isEqualTo(100);
        assertThatThrownBy(() -> connect("late")).isInstanceOf(IOException.class);
    }

    @Test
    void whoIsBehindStillHearsAllWithTheGoodbyeLast() throws Exception {
        start(1000, LONG);
        ChatClient ann = join("ann", "hall");
        try (Socket behind = raw("bob", "join hall")) {
            hear(ann, "* bob joined hall");
            StringBuilder expected = new StringBuilder("* welcome, bob\n* bob joined hall\n");
            for (int i = 0; i < 300; i++) { // more than the buffers of the operating system hold
                String line = "[hall] ann: " + "x".repeat(1000);
                ann.send("say hall " + "x".repeat(1000));
                hear(ann, line);
                expected.append(line).append('\n');
            }
            ctx.cancel();
            hear(ann, "* the server closes");
            assertThat(rest(behind)).isEqualTo(expected + "* the server closes\n");
        }
        server.await();
    }

    @Test
    void theServerDoesNotWaitForeverForThoseWhoDoNotGo() throws Exception {
        start(1000, SHORT);
        ChatClient ann = join("ann", "hall");
        List<Socket> stubborn = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            // Half of them do not read either, with so much queued for them that the goodbye cannot be written.
            stubborn.add(raw("guest" + i, i % 2 == 0 ? "join hall" : "join attic"));
        }
        stubborn.add(raw("a name")); // refused
        Socket nameless = new Socket(InetAddress.getLoopbackAddress(), server.port());
        stubborn.add(nameless);
        for (int i = 0; i < 300; i++) {
            ann.send("say hall " + "x".repeat(1000));
            hear(ann, "[hall] ann: " + "x".repeat(1000));
        }
        ctx.cancel();
        server.await();
        for (Socket socket : stubborn) {
            try (socket) {
                rest(socket); // the connection ends
            }
        }
    }

    @Test
    void aServerThatHasClosedBeforeAnybodyCameEnds() throws Exception {
        start(1, LONG);
        ctx.cancel();
        server.await();
    }
}
