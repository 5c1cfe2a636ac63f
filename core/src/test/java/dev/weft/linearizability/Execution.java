package dev.weft.linearizability;

import dev.weft.Channel;
import dev.weft.ChannelClosedException;
import dev.weft.Go;
import dev.weft.linearizability.Call.Arm;
import dev.weft.linearizability.Call.Communicate;
import dev.weft.linearizability.Call.Patience;
import dev.weft.support.Goroutines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One run of a program, and the record of it. */
final class Execution {
    /** Stands in for a thread, for what the test itself does. */
    static final int NOBODY = -1;

    private final List<Channel<Object>> channels;
    private final Thread[] threads;
    private final AtomicLong clock = new AtomicLong();
    private final List<Operation> history = Collections.synchronizedList(new ArrayList<>());

    /**
     * The call that each thread is in, set before it draws the first ticket; null if the thread was interrupted out of
     * it.
     */
    private final AtomicReferenceArray<Call> current;

    Execution(List<Channel<Object>> channels, int threads) {
        this.channels = channels;
        this.threads = new Thread[threads];
        this.current = new AtomicReferenceArray<>(threads);
    }

    /**
     * Runs the program, and returns the history; it ends with the receipt of what the channels still hold.
     *
     * @param virtual which threads are goroutines
     * @param calls what each of them does
     * @param reuse whether a thread has the same cases for all its selects
     */
    List<Operation> run(Goroutines g, boolean[] virtual, List<List<Call>> calls, boolean reuse) {
        Phaser start = new Phaser(threads.length + 1); // waits even if a thread is interrupted before it begins
        for (int t = 0; t < threads.length; t++) {
            int self = t;
            threads[t] = g.start(virtual[t], () -> {
                start.arriveAndAwaitAdvance();
                List<Operation> own = new ArrayList<>();
                Cases cases = new Cases();
                for (Call call : calls.get(self)) {
                    if (call instanceof Call.Pause p) {
                        pause(p.spins());
                    } else {
                        current.set(self, call);
                        own.add(perform(self, call, reuse ? cases : new Cases()));
                    }
                }
                history.addAll(own);
            });
        }
        start.arrive();
        Goroutines.awaitUntil(() -> {
            List<Integer> alive = IntStream.range(0, threads.length)
                    .filter(t -> threads[t].isAlive())
                    .boxed()
                    .toList();
            if (!alive.isEmpty()) {
                endAStandstill(alive);
            }
            return alive.isEmpty();
        });
        drain();
        return history;
    }

    private static void pause(int spins) {
        if (spins < 10) {
            Go.gosched();
        }
        for (int i = 10; i < spins; i++) {
            Thread.onSpinWait();
        }
    }

    /**
     * Once all remaining threads wait without a limit, none can help the others. This is recorded in the history before
     * they are interrupted.
     *
     * <p>It looks twice: a thread that is in the same call and parked both times has kept its place in the queue in
     * between, so there is an instant between the two looks at which all of them wait. A single look could find one
     * thread waiting that is then interrupted and leaves, and then another that came later.
     */
    private void endAStandstill(List<Integer> alive) {
        long now = clock.get();
        if (alive.stream().allMatch(this::waits)
                && alive.stream().allMatch(this::waits)
                && clock.compareAndSet(now, now + 2)) { // if nobody has drawn a ticket: these two are around that instant
            history.add(new Operation(NOBODY, new Call.Standstill(), now, Answer.of(null), now + 1));
            for (int t : alive) {
                current.set(t, null); // so that it does not count as waiting again before this interrupt has reached it
                history.add(perform(NOBODY, new Call.Interrupt(t), null));
            }
        }
    }

    /** The state of the thread alone is not enough: the library may park without a limit even if the call has one. */
    private boolean waits(int thread) {
        return current.get(thread) instanceof Communicate c
                && c.patience() == Patience.FOREVER
                && Stream.of("chan send", "chan receive", "select", "select (no cases)")
                        .anyMatch(reason -> Goroutines.isParked(threads[thread], reason));
    }

    private void drain() {
        for (int i = 0; i < channels.size(); i++) {
            Call call = new Communicate(List.of(new Arm(i, null)), Patience.NOT_AT_ALL, 0, true);
            Operation last;
            do {
                last = perform(NOBODY, call, new Cases());
                history.add(last);
            } while (last.answer().value() != null);
        }
    }

    private Operation perform(int self, Call call, Cases cases) {
        long invoked = clock.getAndIncrement();
        Answer answer = answer(call, cases);
        return new Operation(self, call, invoked, answer, clock.getAndIncrement());
    }

    private Answer answer(Call call, Cases cases) {
        try {
            return switch (call) {
                case Communicate c when c.inSelect() -> cases.select(c, channels);
                case Communicate c -> plainly(c, channels.get(c.arms().get(0).channel()));
                case Call.Close c -> {
                    channels.get(c.channel()).close();
                    yield Answer.of(null);
                }
                case Call.Len c -> Answer.of(channels.get(c.channel()).len());
                case Call.Drained c -> Answer.of(channels.get(c.channel()).drained());
                case Call.Interrupt c -> {
                    threads[c.thread()].interrupt();
                    yield Answer.of(null);
                }
                case Call.Standstill c -> throw new AssertionError();
                case Call.Pause c -> throw new AssertionError();
            };
        } catch (ChannelClosedException e) {
            return Answer.CLOSED;
        } catch (InterruptedException e) {
            return Answer.INTERRUPTED;
        }
    }

    private static Answer plainly(Communicate c, Channel<Object> channel) throws InterruptedException {
        Object value = c.arms().get(0).toSend();
        Duration timeout = Duration.ofNanos(c.nanos());
        if (value != null) {
            boolean sent = switch (c.patience()) {
                case FOREVER -> {
                    channel.send(value);
                    yield true;
                }
                case NOT_AT_ALL -> channel.trySend(value);
                case FOR_A_TIME -> channel.trySend(value, timeout);
            };
            return sent ? Answer.chosen(0, null) : Answer.NOTHING;
        }
        Object received = switch (c.patience()) {
            case FOREVER -> channel.receive();
            case NOT_AT_ALL -> channel.tryReceive();
            case FOR_A_TIME -> channel.tryReceive(timeout);
        };
        return received == null && c.patience() != Patience.FOREVER ? Answer.NULL : Answer.chosen(0, received);
    }
}
