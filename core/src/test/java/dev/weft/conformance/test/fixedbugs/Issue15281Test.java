package dev.weft.conformance.test.fixedbugs;

import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** In the body of a loop over a channel, only the loop's variable keeps the received value alive. */
@DisplayName("test/fixedbugs/issue15281.go")
class Issue15281Test {
    private final Channel<byte[]> c = Channel.make(10);

    @Test
    @DisplayName("issue15281: range")
    void aLoopOverTheChannelDoesNotRetainItsValue() throws InterruptedException {
        WeakReference<byte[]> sent = sendAndClose();
        int rounds = 0;
        for (byte[] x : c) {
            assertThat(isAlive(sent)).isTrue();
            assertThat(x.length).isPositive();
            x = null;
            awaitCollected(sent);
            rounds++;
        }
        assertThat(rounds).isEqualTo(1);
        Reference.reachabilityFence(c);
    }

    @Test
    @DisplayName("issue15281: receive")
    void aReceiveDoesNotRetainItsValue() throws InterruptedException {
        WeakReference<byte[]> sent = sendAndClose();
        int rounds = 0;
        for (byte[] x; (x = c.receive()) != null;) {
            assertThat(isAlive(sent)).isTrue();
            assertThat(x.length).isPositive();
            x = null;
            awaitCollected(sent);
            rounds++;
        }
        assertThat(rounds).isEqualTo(1);
        Reference.reachabilityFence(c);
    }

    /** In a method of its own, so that no live frame refers to the value. Only the channel does, and keeps it alive. */
    private WeakReference<byte[]> sendAndClose() throws InterruptedException {
        byte[] value = new byte[10 << 20];
        c.send(value);
        c.close();
        WeakReference<byte[]> sent = new WeakReference<>(value);
        value = null;
        assertThat(isAlive(sent)).isTrue();
        return sent;
    }

    private static boolean isAlive(WeakReference<?> ref) {
        System.gc();
        return !ref.refersTo(null);
    }

    private static void awaitCollected(WeakReference<?> ref) {
        awaitUntil(() -> !isAlive(ref));
    }
}
