package dev.weft.conformance.test;

import static dev.weft.Select.receive;
import static dev.weft.Select.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import dev.weft.Channel;
import dev.weft.ChannelClosedException;
import dev.weft.ReceiveCase;
import dev.weft.Select;
import dev.weft.SelectCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All operations on a closed channel, in every form: plain, waiting or not, and in selects, alone or with other cases.
 * None of them waits.
 */
@DisplayName("test/closedchan.go")
class ClosedchanTest {
    private static final Duration LONG = Duration.ofDays(1);

    /** What was received, and Go's {@code ok}. */
    private record Received(Integer value, boolean ok) {
        static final Received ZERO = new Received(null, false);

        static Received of(Integer value) {
            return value == null ? ZERO : new Received(value, true);
        }
    }

    private interface Receive {
        Received from(Channel<Integer> c) throws InterruptedException;
    }

    private interface Send {
        void to(Channel<Integer> c, int value) throws InterruptedException;
    }

    /** The forms of select, each of which must choose the given case. */
    private enum Form {
        SELECT {
            @Override
            int run(SelectCase... cases) throws InterruptedException {
                return Select.select(cases);
            }
        },
        TIMED {
            @Override
            int run(SelectCase... cases) throws InterruptedException {
                return Select.select(LONG, cases);
            }
        },
        WITH_DEFAULT {
            @Override
            int run(SelectCase... cases) {
                return Select.trySelect(cases);
            }
        };

        abstract int run(SelectCase... cases) throws InterruptedException;
    }

    private enum Place {
        ALONE, FIRST, LAST;

        void choose(Form form, SelectCase c) throws InterruptedException {
            ReceiveCase<Integer> idle = receive(Channel.make());
            int chosen = switch (this) {
                case ALONE -> form.run(c);
                case FIRST -> form.run(c, idle);
                case LAST -> form.run(idle, c);
            };
            assertThat(chosen).isEqualTo(this == LAST ? 1 : 0);
            assertThat(c.chosen()).isTrue();
        }
    }

    private static List<Named<Receive>> receives() {
        List<Named<Receive>> all = new ArrayList<>(List.of(
                named("receive", c -> Received.of(c.receive())),
                named("receiveOr", c -> {
                    int value = c.receiveOr(0);
                    return value == 0 ? Received.ZERO : Received.of(value);
                }),
                named("tryReceive", c -> Received.of(c.tryReceive())),
                named("timed tryReceive", c -> Received.of(c.tryReceive(LONG))),
                named("for", c -> {
                    for (int value : c) {
                        return Received.of(value);
                    }
                    return Received.ZERO;
                }),
                named("stream", c -> {
                    Optional<Integer> first = c.stream().findFirst();
                    return Received.of(first.orElse(null));
                })));
        for (Form form : Form.values()) {
            for (Place place : Place.values()) {
                all.add(named(form + " " + place, c -> {
                    ReceiveCase<Integer> r = receive(c);
                    place.choose(form, r);
                    return new Received(r.value(), r.ok());
                }));
            }
        }
        return all;
    }

    private static List<Named<Send>> sends() {
        List<Named<Send>> all = new ArrayList<>(List.of(
                named("send", Channel::send),
                named("trySend", Channel::trySend),
                named("timed trySend", (c, value) -> c.trySend(value, LONG))));
        for (Form form : Form.values()) {
            for (Place place : Place.values()) {
                all.add(named(form + " " + place, (c, value) -> place.choose(form, send(c, value))));
            }
        }
        return all;
    }

    private static Stream<Arguments> twoReceives() {
        return receives().stream().flatMap(a -> receives().stream().map(b -> Arguments.of(a, b)));
    }

    private static Stream<Arguments> sendAndReceive() {
        return sends().stream().flatMap(s -> receives().stream().map(r -> Arguments.of(s, r)));
    }

    private static Channel<Integer> closed(int capacity, Integer... content) {
        Channel<Integer> c = Channel.make(capacity);
        for (int value : content) {
            assertThat(c.trySend(value)).isTrue();
        }
        c.close();
        return c;
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("twoReceives")
    @DisplayName("closedchan: receive")
    void receivesGiveTheZeroValueForEver(Receive first, Receive second) throws InterruptedException {
        for (int capacity : new int[] {0, 2}) {
            Channel<Integer> c = closed(capacity);
            for (int i = 0; i < 3; i++) {
                assertThat(first.from(c)).isEqualTo(Received.ZERO);
                assertThat(second.from(c)).isEqualTo(Received.ZERO);
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("twoReceives")
    @DisplayName("closedchan: receive what is in the buffer")
    void receivesDrainTheBufferBefore(Receive first, Receive second) throws InterruptedException {
        for (int capacity : new int[] {1, 2}) { // full, and not full
            Channel<Integer> c = closed(capacity, 1);
            assertThat(first.from(c)).isEqualTo(Received.of(1));
            for (int i = 0; i < 3; i++) {
                assertThat(first.from(c)).isEqualTo(Received.ZERO);
                assertThat(second.from(c)).isEqualTo(Received.ZERO);
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("sendAndReceive")
    @DisplayName("closedchan: send")
    void sendsFailAndTheirValueIsNotReceived(Send send, Receive receive) throws InterruptedException {
        for (int capacity : new int[] {0, 2}) {
            Channel<Integer> c = closed(capacity);
            assertSendOnClosed(() -> send.to(c, 2));
            assertThat(receive.from(c)).isEqualTo(Received.ZERO);
            assertSendOnClosed(() -> send.to(c, 3));
        }
        for (int capacity : new int[] {1, 2}) {
            Channel<Integer> c = closed(capacity, 1);
            assertSendOnClosed(() -> send.to(c, 2));
            assertThat(receive.from(c)).isEqualTo(Received.of(1));
            assertSendOnClosed(() -> send.to(c, 2));
            assertThat(receive.from(c)).isEqualTo(Received.ZERO);
        }
    }

    @Test
    @DisplayName("closedchan: close")
    void closeFails() {
        for (Channel<Integer> c : List.of(closed(0), closed(2), closed(2, 1))) {
            assertThatThrownBy(c::close)
                    .isExactlyInstanceOf(ChannelClosedException.class)
                    .hasMessage("close of closed channel");
        }
    }

    private static void assertSendOnClosed(ThrowingCallable send) {
        assertThatThrownBy(send)
                .isExactlyInstanceOf(ChannelClosedException.class)
                .hasMessage("send on closed channel");
    }
}
