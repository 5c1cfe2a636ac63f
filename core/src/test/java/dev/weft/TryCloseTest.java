package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tryClose}, which several goroutines may call. */
class TryCloseTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10})
    void theFirstCloses(int capacity) {
        Channel<Integer> ch = Channel.make(capacity);
        ch.trySend(1);
        int buffered = ch.len();
        assertThat(ch.tryClose()).isTrue();
        assertThat(ch.tryClose()).isFalse();
        assertThat(ch.len()).isEqualTo(buffered);
        assertThatThrownBy(ch::close).isInstanceOf(ChannelClosedException.class).hasMessage("close of closed channel");
        assertThatThrownBy(() -> ch.trySend(1)).hasMessage("send on closed channel");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10})
    void afterCloseThereIsNothingToDo(int capacity) {
        Channel<Integer> ch = Channel.make(capacity);
        ch.close();
        assertThat(ch.tryClose()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itWakesAllThatWait(boolean virtual) {
        Channel<Integer> ch = Channel.make();
        List<Outcome<Integer>> receivers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            receivers.add(Outcome.start(g, virtual, () -> ch.receiveOr(-1)).awaitParked("chan receive"));
        }
        assertThat(ch.tryClose()).isTrue();
        receivers.forEach(r -> assertThat(r.value()).isEqualTo(-1));
        Channel<Integer> full = Channel.make();
        Outcome<Void> sender = Outcome.start(g, virtual, () -> {
            full.send(1);
            return null;
        });
        sender.awaitParked("chan send");
        assertThat(full.tryClose()).isTrue();
        assertThat(sender.failure()).isInstanceOf(ChannelClosedException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofManyExactlyOneCloses(boolean virtual) {
        for (int round = 0; round < 200; round++) {
            Channel<Integer> ch = Channel.make(round % 2);
            List<Outcome<Boolean>> closers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                closers.add(Outcome.start(g, virtual, ch::tryClose));
            }
            assertThat(closers.stream().filter(Outcome::value)).hasSize(1);
        }
    }
}
