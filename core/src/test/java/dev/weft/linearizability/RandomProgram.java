package dev.weft.linearizability;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;

import dev.weft.Channel;
import dev.weft.ChannelClosedException;
import dev.weft.Go;
import dev.weft.ReceiveCase;
import dev.weft.SelectCase;
import dev.weft.linearizability.Call.Arm;
import dev.weft.linearizability.Call.Communicate;
import dev.weft.linearizability.Call.Patience;
import dev.weft.testing.ChannelModel;
import dev.weft.testing.Goroutines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A few channels, and for each of a few threads a list of calls: the same for the same seed. */
final class RandomProgram {
    private static final int MAX_CALLS = 48; // with what is left in the channels, a history of at most 64

    private final int[] capacities;
    private final boolean[] virtual;
    private final List<List<Call>> calls = new ArrayList<>();

    RandomProgram(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        capacities = new int[1 + random.nextInt(3)];
        Arrays.setAll(capacities, i -> new int[] {0, 0, 1, 2, 3}[random.nextInt(5)]);
        virtual = new boolean[2 + random.nextInt(5)];
        int kind = random.nextInt(4); // goroutines, goroutines, platform threads, both
        for (int t = 0; t < virtual.length; t++) {
            virtual[t] = kind < 2 || kind == 3 && random.nextBoolean();
        }
        int each = MAX_CALLS / virtual.length;
        boolean closes = random.nextInt(3) > 0;
        boolean interrupts = random.nextBoolean();
        for (int t = 0; t < virtual.length; t++) {
            List<Call> own = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                own.add(randomCall(random, t * MAX_CALLS + i + 1, closes, interrupts));
            }
            calls.add(own);
        }
    }

    private Call randomCall(SplittableRandom random, int value, boolean closes, boolean interrupts) {
        int channel = random.nextInt(capacities.length);
        int dice = random.nextInt(100);
        if (dice < 2 && closes) {
            return new Call.Close(channel);
        }
        if (dice < 6) {
            return new Call.Len(channel);
        }
        if (dice < 10) {
            return new Call.Drained(channel);
        }
        if (dice < 16 && interrupts) {
            return new Call.Interrupt(random.nextInt(virtual.length));
        }
        if (dice < 25) {
            return new Call.Pause(random.nextInt(20));
        }
        Patience patience = Patience.values()[random.nextInt(3)];
        List<Arm> arms = new ArrayList<>();
        int n = random.nextBoolean() ? 1 : 2 + random.nextInt(3);
        for (int i = 0; i < n; i++) {
            Object toSend = random.nextBoolean() ? value + 1_000 * i : null; // no element is sent twice
            arms.add(new Arm(random.nextInt(capacities.length), toSend));
        }
        return new Communicate(List.copyOf(arms), patience, random.nextInt(100_000), n > 1 || random.nextBoolean());
    }

    /** The channels as they are before. */
    List<ChannelModel> model() {
        return Arrays.stream(capacities).mapToObj(ChannelModel::make).toList();
    }

    /** Runs it, and returns all that happened, at last the receipt of what the channels still hold. */
    List<Operation> run(Goroutines g) throws InterruptedException {
        List<Channel<Object>> channels = Arrays.stream(capacities).<Channel<Object>>mapToObj(Channel::make).toList();
        Thread[] threads = new Thread[virtual.length];
        AtomicLong clock = new AtomicLong();
        List<Operation> history = Collections.synchronizedList(new ArrayList<>());
        Phaser start = new Phaser(threads.length + 1); // waits also where a thread is interrupted before it begins
        for (int t = 0; t < virtual.length; t++) {
            int self = t;
            threads[t] = g.start(virtual[t], () -> {
                start.arriveAndAwaitAdvance();
                List<Operation> own = new ArrayList<>();
                for (Call call : calls.get(self)) {
                    switch (call) {
                        case Call.Interrupt i -> threads[i.thread()].interrupt();
                        case Call.Pause p -> pause(p.spins());
                        default -> {
                            long invoked = clock.getAndIncrement();
                            Answer answer = answer(call, channels);
                            own.add(new Operation(self, call, invoked, answer, clock.getAndIncrement()));
                        }
                    }
                }
                history.addAll(own);
            });
        }
        start.arrive();
        interruptThoseWhoWaitForEver(threads);
        drain(channels, clock, history);
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

    /** Once all that are left wait without a limit, nobody can help them. */
    private static void interruptThoseWhoWaitForEver(Thread[] threads) {
        Goroutines.awaitUntil(() -> {
            List<Thread> alive = Arrays.stream(threads).filter(Thread::isAlive).toList();
            if (alive.stream().allMatch(RandomProgram::waits)) {
                alive.forEach(Thread::interrupt);
            }
            return alive.isEmpty();
        });
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING
                && Stream.of("chan send", "chan receive", "select")
                        .anyMatch(reason -> Goroutines.isParked(thread, reason));
    }

    private static void drain(List<Channel<Object>> channels, AtomicLong clock, List<Operation> history) {
        for (int i = 0; i < channels.size(); i++) {
            Answer answer;
            do {
                Call call = new Communicate(List.of(new Arm(i, null)), Patience.NOT_AT_ALL, 0, true);
                long invoked = clock.getAndIncrement();
                answer = answer(call, channels);
                history.add(new Operation(-1, call, invoked, answer, clock.getAndIncrement()));
            } while (answer.value() != null);
        }
    }

    private static Answer answer(Call call, List<Channel<Object>> channels) {
        try {
            return switch (call) {
                case Communicate c when c.inSelect() -> inSelect(c, channels);
                case Communicate c -> plainly(c, channels.get(c.arms().get(0).channel()));
                case Call.Close c -> {
                    channels.get(c.channel()).close();
                    yield Answer.of(null);
                }
                case Call.Len c -> Answer.of(channels.get(c.channel()).len());
                case Call.Drained c -> Answer.of(channels.get(c.channel()).drained());
                case Call.Interrupt c -> throw new AssertionError();
                case Call.Pause c -> throw new AssertionError();
            };
        } catch (ChannelClosedException e) {
            return Answer.CLOSED;
        } catch (InterruptedException e) {
            return Answer.INTERRUPTED;
        }
    }

    private static Answer inSelect(Communicate c, List<Channel<Object>> channels) throws InterruptedException {
        SelectCase[] cases = c.arms().stream()
                .map(arm -> arm.sends()
                        ? send(channels.get(arm.channel()), arm.toSend())
                        : receive(channels.get(arm.channel())))
                .toArray(SelectCase[]::new);
        int index = switch (c.patience()) {
            case FOREVER -> select(cases);
            case NOT_AT_ALL -> trySelect(cases);
            case FOR_A_TIME -> select(Duration.ofNanos(c.nanos()), cases);
        };
        if (index < 0) {
            return Answer.NOTHING;
        }
        return Answer.chosen(index, cases[index] instanceof ReceiveCase<?> r ? r.value() : null);
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

    @Override
    public String toString() {
        return "capacities " + Arrays.toString(capacities) + ", virtual " + Arrays.toString(virtual);
    }
}
