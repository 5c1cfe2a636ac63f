package dev.weft.conformance.test.chan;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.support.Goroutines;
import dev.weft.support.LiveObjects;
import java.lang.ref.Reference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * 100,000 selects that also wait for a channel on which nothing happens leave nothing behind, although that channel
 * stays alive. Go compares the heap before and after; so does this test, which also counts the library's own objects.
 */
@DisplayName("test/chan/select2.go")
class Select2Test {
    private static final int ROUNDS = 100_000;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("select2")
    void selectsLeaveNothingOnAnIdleChannel() {
        Channel<Integer> busy = Channel.make();
        Channel<Integer> idle = Channel.make();
        run(busy, idle);
        LiveObjects before = LiveObjects.count();
        run(busy, idle);
        LiveObjects after = LiveObjects.count();
        assertThat(after.bytes() - before.bytes()).isLessThan(110_000); // Go's limit: a byte per select
        assertThat(after.ofTheLibrary() - before.ofTheLibrary()).isLessThan(ROUNDS / 1_000);
        Reference.reachabilityFence(busy);
        Reference.reachabilityFence(idle);
    }

    private void run(Channel<Integer> busy, Channel<Integer> idle) {
        g.go(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                busy.send(1);
            }
        });
        g.go(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                // New cases every time, so that anything left behind is left behind for each.
                assertThat(select(receive(busy), receive(idle))).isZero();
            }
        });
        g.joinAll();
    }
}
