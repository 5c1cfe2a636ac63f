package dev.weft.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ChannelClosedException;
import dev.weft.ReceiveCase;
import dev.weft.Select;
import dev.weft.SendCase;
import dev.weft.Task;
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.testing.FullHeap;
import dev.weft.testing.SmallVm;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The first select of a program, and its first deadline, when no memory is left: they succeed or throw an
 * OutOfMemoryError, and work from then on. So no class is left to be loaded then, in particular while a channel is
 * locked. Each test has a virtual machine of its own.
 */
@ExtendWith(SmallVm.class)
class FirstUseTest {
    private final Channel<Integer> ch = Channel.make(1);

    private static void withoutMemory(Task<?> operation) throws Exception {
        FullHeap.fill();
        try {
            operation.run();
        } catch (OutOfMemoryError e) {
            // that is its right
        } finally {
            FullHeap.empty();
        }
    }

    @Test
    void selectThatSends() throws Exception {
        SendCase<Integer> send = Select.send(ch, 1);
        withoutMemory(() -> Select.trySelect(send));
        assertThat(ch.tryReceive()).isEqualTo(send.chosen() ? 1 : null);
        assertThat(Select.trySelect(Select.send(ch, 2))).isZero();
        assertThat(ch.receive()).isEqualTo(2);
    }

    @Test
    void selectThatReceives() throws Exception {
        ReceiveCase<Integer> receive = Select.receive(ch);
        ReceiveCase<Integer> other = Select.receive(Channel.make());
        ch.send(1);
        withoutMemory(() -> Select.select(receive, other));
        assertThat(ch.tryReceive()).isEqualTo(receive.chosen() ? null : 1);
        ch.send(2);
        assertThat(Select.select(receive, other)).isZero();
        assertThat(receive.value()).isEqualTo(2);
    }

    @Test
    void selectThatFindsNothing() throws Exception {
        ReceiveCase<Integer> receive = Select.receive(ch);
        ReceiveCase<Integer> other = Select.receive(Channel.make());
        withoutMemory(() -> Select.select(Duration.ofNanos(1), receive, other));
        assertThat(ch.toString()).contains("receivers 0");
        ch.send(1);
        assertThat(Select.select(receive, other)).isZero();
    }

    @Test
    void selectOnAClosedChannel() throws Exception {
        SendCase<Integer> send = Select.send(ch, 1);
        ch.close();
        boolean[] refused = {false};
        withoutMemory(() -> {
            try {
                Select.trySelect(send);
            } catch (ChannelClosedException e) {
                refused[0] = true;
            }
        });
        assertThat(ch.drained()).as("the lock is free").isTrue();
        assertThat(refused[0]).as("there was no memory for the exception").isFalse();
    }

    @Test
    void deadline() throws Exception {
        CancelableContext parent = Context.withCancel(Context.background());
        withoutMemory(() -> Context.withTimeout(parent, Duration.ofHours(1)).cancel());
        try (CancelableContext ctx = Context.withTimeout(parent, Duration.ofHours(1))) {
            assertThat(ctx.deadline()).isNotNull();
        }
    }
}
