package dev.weft.examples.chat;

import static dev.weft.Go.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.junit.VirtualTime;
import dev.weft.sync.ErrGroup;
import dev.weft.testing.SyncTest;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The hub, without any sockets: the test knows exactly which peer has no room for a line, and when. */
@VirtualTime
class HubTest {
    private final CancelableContext ctx = Context.withCancel(Context.background());
    private final Hub hub = new Hub();
    private final ErrGroup running = new ErrGroup();

    @BeforeEach
    void start() {
        running.go(() -> hub.run(ctx));
    }

    @AfterEach
    void end() throws Exception {
        hub.events().close();
        running.awaitOrThrow();
        ctx.cancel();
    }

    private Peer enter(String name, int outbox) throws InterruptedException {
        Peer peer = new Peer(name, Channel.make(outbox), Context.withCancel(Context.background()));
        hub.events().send(new Event.Enter(peer));
        return peer;
    }

    private void send(Peer peer, String... lines) throws InterruptedException {
        for (String line : lines) {
            hub.events().send(Event.parse(peer, line));
        }
    }

    private static List<String> all(Peer peer) {
        return peer.outbox().stream().toList();
    }

    @Test
    void whoseOutboxIsFullIsCutOffAtTheNextLine() throws Exception {
        Peer ann = enter("ann", 100);
        Peer bob = enter("bob", 3);
        send(ann, "join hall");
        send(bob, "join hall");
        send(ann, "say hall one", "say hall two", "say hall three");
        send(bob, "say hall I am not here any more");
        ctx.cancel();

        assertThat(all(bob)).containsExactly("* welcome, bob", "* bob joined hall", "[hall] ann: one");
        assertThat(all(ann)).containsExactly("* welcome, ann", "* ann joined hall", "* bob joined hall",
                "[hall] ann: one", "[hall] ann: two", "* bob left hall: too slow", "[hall] ann: three",
                "* the server closes");
        assertThat(bob.life().cause()).isInstanceOf(SlowPeerException.class).hasMessage("bob is too slow");
        assertThat(ann.life().err()).isNull();
    }

    @Test
    void thatOneIsCutOffMayBeTooMuchForTheNext() throws Exception {
        int members = 50;
        Peer ann = enter("ann", 200);
        send(ann, "join hall");
        List<Peer> guests = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            // Each has room for its own welcome and arrival, for those of all who come later, and for as many lines as
            // peers came before it: the first has no room for what ann says, and each of the others none for the line
            // that the one before it has left.
            Peer guest = enter("guest" + i, 1 + members);
            send(guest, "join hall");
            guests.add(guest);
        }
        send(ann, "say hall the last straw");
        SyncTest.await(); // until the hub has handled everything
        ctx.cancel();
        for (Peer guest : guests) {
            assertThat(all(guest)).hasSize(1 + members);
            assertThat(guest.life().cause()).isInstanceOf(SlowPeerException.class);
        }
        assertThat(all(ann)).hasSize(2 + members + 1 + members + 1).endsWith("* guest49 left hall: too slow",
                "* the server closes");
    }

    /** Ann says something every ten seconds, and Bob reads a line a minute. */
    @Test
    void aSlowReaderIsCutOffAtTheMomentItsOutboxIsFull() throws Exception {
        Instant start = Timers.now();
        Peer ann = enter("ann", 100);
        Peer bob = enter("bob", 10);
        send(ann, "join hall");
        send(bob, "join hall");
        List<String> read = new ArrayList<>();
        running.go(() -> {
            sleep(Duration.ofMinutes(1));
            for (String line : bob.outbox()) {
                read.add(line);
                sleep(Duration.ofMinutes(1));
            }
        });
        running.go(() -> {
            for (int n = 1; bob.life().err() == null; n++) {
                sleep(Duration.ofSeconds(10));
                send(ann, "say hall " + n);
            }
        });
        bob.life().done().receive();
        // In 100 s, two lines of his own and ten of Ann's make one too many, although he has read one.
        assertThat(Timers.since(start)).isEqualTo(Duration.ofSeconds(100));
        assertThat(bob.life().cause()).isInstanceOf(SlowPeerException.class);
        sleep(Duration.ofHours(1));
        assertThat(read).hasSize(11).endsWith("[hall] ann: 9");
        ctx.cancel();
        assertThat(all(ann)).contains("* bob left hall: too slow").endsWith("* the server closes");
    }

    @Test
    void whoIsUnknownChangesNothing() throws Exception {
        Peer ann = enter("ann", 100);
        Peer another = enter("ann", 100);
        send(another, "join hall", "say hall hello", "dance");
        hub.events().send(new Event.Exit(another));
        hub.events().send(new Event.Exit(another));
        send(ann, "join hall", "join hall");
        hub.events().send(new Event.Exit(ann));
        hub.events().send(new Event.Exit(ann));
        assertThat(all(another)).containsExactly("! ann is taken");
        assertThat(all(ann)).containsExactly("* welcome, ann", "* ann joined hall");
    }

    @Test
    void whoComesAfterTheGoodbyeIsRefused() throws Exception {
        ctx.cancel();
        // By chance, the hub may admit the peer before it looks at the context: then the peer gets the goodbye.
        assertThat(all(enter("ann", 100))).endsWith("* the server closes").hasSizeLessThanOrEqualTo(2);
        assertThat(all(enter("bob", 100))).containsExactly("* the server closes");
    }
}
