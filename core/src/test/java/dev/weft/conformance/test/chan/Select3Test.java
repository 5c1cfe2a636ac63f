package dev.weft.conformance.test.chan;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Call;
import dev.weft.Channel;
import dev.weft.ChannelClosedException;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Operations that always block, and operations that never do: on null, closed, empty and full channels, with and
 * without select.
 */
@DisplayName("test/chan/select3.go")
class Select3Test {
    private static final Channel<Integer> NIL = null;

    private final Channel<Integer> closed = Channel.make();

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @BeforeEach
    void close() {
        closed.close();
    }

    /** Where Go's program blocks forever, there is no object whose method could be called. */
    @Test
    @DisplayName("select3: nil without select")
    @SuppressWarnings("null")
    void aNullChannelHasNoMethods() {
        assertThatThrownBy(() -> NIL.send(1)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> NIL.receive()).isInstanceOf(NullPointerException.class);
    }

    @Test
    @DisplayName("select3: nil is never selected")
    void aNullChannelIsNeverReady() {
        assertThat(neverBlocks(() -> trySelect(send(NIL, 1)))).isEqualTo(-1);
        assertThat(neverBlocks(() -> trySelect(receive(NIL)))).isEqualTo(-1);
    }

    @Test
    @DisplayName("select3: nil in a select blocks")
    void aSelectOfNullChannelsBlocks() {
        alwaysBlocks("select (no cases)", () -> select(receive(NIL)));
        alwaysBlocks("select (no cases)", () -> select(send(NIL, 1)));
        alwaysBlocks("select (no cases)", () -> select(receive(NIL), send(NIL, 1)));
    }

    @Test
    @DisplayName("select3: free buffer")
    void aSendIntoAFreeBufferDoesNotBlock() {
        neverBlocks(() -> {
            Channel.make(1).send(1);
            return null;
        });
    }

    @Test
    @DisplayName("select3: receive from a closed channel")
    void aReceiveFromAClosedChannelDoesNotBlock() {
        neverBlocks(() -> {
            for (int i = 0; i < 10; i++) {
                assertThat(closed.receiveOr(0)).isZero();
                assertThat(closed.receive()).isNull(); // ok is false
            }
            return null;
        });
    }

    @Test
    @DisplayName("select3: send to a closed channel")
    void aSendToAClosedChannelFails() {
        Outcome.start(g, true, () -> {
            closed.send(1);
            return null;
        })
                .assertFailure()
                .isInstanceOf(ChannelClosedException.class)
                .hasMessage("send on closed channel");
    }

    @Test
    @DisplayName("select3: nothing to receive")
    void aReceiveFromAnEmptyChannelBlocks() {
        alwaysBlocks("chan receive", () -> Channel.make().receive());
    }

    @Test
    @DisplayName("select3: no cases")
    void aSelectWithoutCasesBlocks() {
        alwaysBlocks("select (no cases)", () -> select());
    }

    @Test
    @DisplayName("select3: nothing ready")
    void aSelectOfAnEmptyChannelBlocks() {
        alwaysBlocks("select", () -> select(receive(Channel.make())));
    }

    @Test
    @DisplayName("select3: default")
    void aSelectWithADefaultDoesNotBlock() {
        assertThat(neverBlocks(() -> trySelect())).isEqualTo(-1);
        assertThat(neverBlocks(() -> trySelect(receive(NIL)))).isEqualTo(-1);
        assertThat(neverBlocks(() -> trySelect(send(NIL, 1)))).isEqualTo(-1);
    }

    @Test
    @DisplayName("select3: ready beside a default")
    void whatIsReadyGoesBeforeTheDefault() {
        Channel<Integer> ch = Channel.make(1);
        assertThat(neverBlocks(() -> trySelect(send(ch, 1)))).isZero();
        assertThat(neverBlocks(() -> trySelect(receive(ch)))).isZero();
    }

    @Test
    @DisplayName("select3: closed channels in a select")
    void aSelectTreatsClosedChannelsLikeAPlainOperation() {
        var r = receive(closed);
        assertThat(neverBlocks(() -> select(r))).isZero();
        assertThat(r.chosen()).isTrue();
        assertThat(r.value()).isNull();
        assertThat(r.ok()).isFalse();
        Outcome.start(g, true, () -> select(send(closed, 1)))
                .assertFailure()
                .isInstanceOf(ChannelClosedException.class)
                .hasMessage("send on closed channel");
    }

    @Test
    @DisplayName("select3: itself")
    void aSelectDoesNotMeetItself() {
        Channel<Integer> c = Channel.make();
        alwaysBlocks("select", () -> select(send(c, 1), receive(c)));
        alwaysBlocks("select", () -> select(receive(c), send(c, 1)));
    }

    private <T> T neverBlocks(Call<T, ?> call) {
        return Outcome.start(g, true, call).value();
    }

    private void alwaysBlocks(String why, Call<?, ?> call) {
        Outcome<?> outcome = Outcome.start(g, true, call).awaitParked(why);
        outcome.thread().interrupt();
        outcome.assertFailure().isInstanceOf(InterruptedException.class); // it had not finished
    }
}
