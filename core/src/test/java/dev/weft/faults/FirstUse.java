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
import dev.weft.support.FullHeap;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import java.time.Duration;

/**
 * The first select of a program, its first deadline, or its first wait for a condition, when hardly any memory is left: it
 * succeeds or throws an OutOfMemoryError, and the next one works. For {@link FirstUseTest}: each run has a virtual machine
 * of its own, as there is only one first time. If a class were left to be loaded, that would fail half-way, with a channel
 * locked.
 */
final class FirstUse {
    private static final Channel<Integer> CH = Channel.make(1);

    private static final Duration HOUR = Duration.ofHours(1);

    private static int bytes;

    private FirstUse() {}

    /** Runs one of the operations, with about so many bytes left. */
    public static void main(String[] args) throws Exception {
        bytes = Integer.parseInt(args[1]);
        switch (args[0]) {
            case "send" -> send();
            case "receive" -> receive();
            case "nothing" -> nothing();
            case "twice" -> twice();
            case "closed" -> closed();
            case "deadline" -> deadline();
            case "cond" -> cond();
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.exit(0);
    }

    private static void withoutMemory(Task<?> operation) throws Exception {
        FullHeap.fillBut(bytes);
        try {
            operation.run();
        } catch (OutOfMemoryError e) {
            // that is its right
        } finally {
            FullHeap.empty();
        }
    }

    private static void send() throws Exception {
        SendCase<Integer> send = Select.send(CH, 1);
        withoutMemory(() -> Select.trySelect(send));
        assertThat(CH.tryReceive()).isEqualTo(send.chosen() ? 1 : null);
        assertThat(Select.trySelect(Select.send(CH, 2))).isZero();
        assertThat(CH.receive()).isEqualTo(2);
    }

    private static void receive() throws Exception {
        ReceiveCase<Integer> receive = Select.receive(CH);
        ReceiveCase<Integer> other = Select.receive(Channel.make());
        CH.send(1);
        withoutMemory(() -> Select.select(receive, other));
        assertThat(CH.tryReceive()).isEqualTo(receive.chosen() ? null : 1);
        CH.send(2);
        assertThat(Select.select(receive, other)).isZero();
        assertThat(receive.value()).isEqualTo(2);
    }

    private static void nothing() throws Exception {
        ReceiveCase<Integer> receive = Select.receive(CH);
        ReceiveCase<Integer> other = Select.receive(Channel.make());
        withoutMemory(() -> Select.select(Duration.ofNanos(1), receive, other));
        assertThat(CH.toString()).contains("receivers 0");
        CH.send(1);
        assertThat(Select.select(receive, other)).isZero();
    }

    /**
     * Two cases win at once, as they are the same: the value is received, or the select fails before it waits. It is the
     * first such select, and not the first that waits.
     */
    private static void twice() throws Exception {
        Channel<Integer> c = Channel.make();
        ReceiveCase<Integer> receive = Select.receive(c);
        ReceiveCase<Integer> other = Select.receive(Channel.make());
        Sender first = new Sender(c);
        assertThat(Select.select(receive, other)).isZero();
        first.join();
        ReceiveCase<Integer> again = Select.receive(c); // not chosen, if there is no memory even for the arguments
        Sender second = new Sender(c);
        withoutMemory(() -> Select.select(again, again, other));
        second.end = true;
        second.join();
        assertThat(again.chosen()).as("what was sent has been received").isEqualTo(second.sent);
        assertThat(c.toString()).contains("receivers 0");
    }

    /** Sends 1 as soon as somebody waits for it. */
    private static final class Sender extends Thread {
        final Channel<Integer> channel;
        volatile boolean end;
        volatile boolean sent;

        Sender(Channel<Integer> channel) {
            this.channel = channel;
            start();
        }

        @Override
        public void run() {
            while (!end && !sent) {
                sent = channel.trySend(1);
            }
        }
    }

    private static void closed() throws Exception {
        SendCase<Integer> send = Select.send(CH, 1);
        CH.close();
        withoutMemory(() -> {
            try {
                Select.trySelect(send);
            } catch (ChannelClosedException e) {
                // as it should
            }
        });
        assertThat(CH.drained()).as("the lock is free").isTrue();
    }

    private static void deadline() throws Exception {
        CancelableContext parent = Context.withCancel(Context.background());
        withoutMemory(() -> Context.withTimeout(parent, HOUR).cancel());
        try (CancelableContext ctx = Context.withTimeout(parent, HOUR)) {
            assertThat(ctx.deadline()).isNotNull();
        }
    }

    /** However the wait ends, the mutex is locked. */
    private static void cond() throws Exception {
        Mutex mutex = new Mutex();
        Cond cond = new Cond(mutex);
        Signaller signaller = new Signaller(cond);
        mutex.lock();
        withoutMemory(cond::await);
        assertThat(mutex.tryLock()).as("tryLock after the first wait").isFalse();
        cond.await();
        assertThat(mutex.tryLock()).as("tryLock after another").isFalse();
        signaller.end = true;
        signaller.join();
        mutex.unlock();
        assertThat(mutex.tryLock()).isTrue();
    }

    /** Signals again and again. */
    private static final class Signaller extends Thread {
        final Cond cond;
        volatile boolean end;

        Signaller(Cond cond) {
            this.cond = cond;
            start();
        }

        @Override
        public void run() {
            while (!end) {
                cond.signal();
            }
        }
    }
}
