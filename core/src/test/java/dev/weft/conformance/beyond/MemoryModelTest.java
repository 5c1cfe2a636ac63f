package dev.weft.conformance.beyond;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Arg;
import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.support.Goroutines;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.Once;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule of Go's memory model for which Go has no test: what one thread writes into a plain field before the first
 * operation of the rule, the other reads after the second operation. Every round writes another number.
 *
 * <p>A processor that keeps the order of stores and of loads (x86) shows only what the compiler reorders. What weaker
 * processors show is left to the stress tests.
 */
class MemoryModelTest {
    private static final int ROUNDS = 10_000;
    private static final int ROUNDS_OF_PLATFORM_THREADS = 2_000;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private int data; // plain: that is the point

    /**
     * One rule, {@code before → after}. Calling {@code write} writes the number of the round.
     *
     * @param before what the writer does, including the write
     * @param after what the reader does before it reads
     * @param ready what the reader does after it has read
     */
    private record Rule(Arg<Runnable> before, Arg<Runnable> after, Task<InterruptedException> ready) {
        Rule(Arg<Runnable> before, Arg<Runnable> after) {
            this(before, after, () -> {});
        }

        Rule(Task<InterruptedException> before, Task<InterruptedException> after) {
            this(
                    write -> {
                        write.run();
                        before.run();
                    },
                    write -> after.run());
        }
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                rule("send → receive, unbuffered", () -> sendThenReceive(0)),
                rule("send → receive, buffered", () -> sendThenReceive(3)),
                rule("send → receive, both in a select", MemoryModelTest::selectSendThenSelectReceive),
                rule("send → receive, without waiting", MemoryModelTest::trySendThenTryReceive),
                rule("receive → completion of the send, unbuffered", () -> receiveThenSend(0)),
                rule("1st receive → completion of the 2nd send, capacity 1", () -> receiveThenSend(1)),
                rule("1st receive → completion of the 3rd send, capacity 2", () -> receiveThenSend(2)),
                rule("receive → completion of the send, both in a select",
                        MemoryModelTest::selectReceiveThenSelectSend),
                rule("close → receive", MemoryModelTest::closeThenReceive),
                rule("close → select", MemoryModelTest::closeThenSelect),
                rule("Unlock → Lock", MemoryModelTest::unlockThenLock),
                rule("Unlock → TryLock that succeeds", MemoryModelTest::unlockThenTryLock),
                rule("RWMutex: Unlock → Lock", MemoryModelTest::writerThenWriter),
                rule("RWMutex: Unlock → RLock", MemoryModelTest::writerThenReader),
                rule("RWMutex: RUnlock → Lock", MemoryModelTest::readerThenWriter),
                rule("Done → Wait", MemoryModelTest::doneThenWait),
                rule("Signal → Wait", () -> signalThenWait(false)),
                rule("Broadcast → Wait", () -> signalThenWait(true)),
                rule("Do → return of another Do", MemoryModelTest::onceThenOnce))
                .flatMap(rule -> Stream.of(true, false)
                        .map(virtual -> Arguments.of(rule.get()[0], virtual, rule.get()[1])));
    }

    private static Arguments rule(String name, Supplier<Rule> maker) {
        return Arguments.of(name, maker);
    }

    @ParameterizedTest(name = "{0}, virtual threads {1}")
    @MethodSource("rules")
    void whatWasWrittenBeforeIsReadAfter(String name, boolean virtual, Supplier<Rule> maker) {
        Rule rule = maker.get();
        int rounds = virtual ? ROUNDS : ROUNDS_OF_PLATFORM_THREADS;
        Channel<Unit> back = Channel.make(1);
        g.start(virtual, () -> {
            for (int i = 1; i <= rounds; i++) {
                int number = i;
                rule.before.run(() -> data = number);
                back.receive();
            }
        });
        g.start(virtual, () -> {
            for (int i = 1; i <= rounds; i++) {
                int number = i;
                rule.after.run(() -> data = number);
                assertThat(data).isEqualTo(i);
                rule.ready.run();
                back.send(Unit.UNIT);
            }
        });
        g.joinAll();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("starts")
    void whatWasWrittenBeforeTheStartIsReadInTheGoroutine(String name, Arg<Task<?>> start) {
        Channel<Integer> read = Channel.make();
        g.go(() -> {
            for (int i = 1; i <= 2_000; i++) {
                data = i;
                start.run(() -> read.send(data));
                assertThat(read.receive()).isEqualTo(i);
            }
        });
        g.joinAll();
    }

    static Stream<Arguments> starts() {
        Task<?>[] later = {null};
        Timer stopped = Timers.afterFunc(Duration.ofDays(1), () -> later[0].run());
        stopped.stop();
        WaitGroup wg = new WaitGroup();
        return Stream.of(
                start("go", Go::go),
                start("go with an argument", task -> Go.go(Task::run, task)),
                start("WaitGroup.Go", wg::go),
                start("AfterFunc", task -> Timers.afterFunc(Duration.ZERO, task)),
                start("Reset of an AfterFunc", task -> {
                    later[0] = task; // plain, too
                    stopped.reset(Duration.ZERO);
                }));
    }

    private static Arguments start(String name, Arg<Task<?>> start) {
        return Arguments.of(name, start);
    }

    // The rules.

    private static Rule sendThenReceive(int capacity) {
        Channel<Unit> c = Channel.make(capacity);
        return new Rule(() -> c.send(Unit.UNIT), c::receive);
    }

    private static Rule selectSendThenSelectReceive() {
        Channel<Unit> c = Channel.make();
        Channel<Unit> idle = Channel.make();
        return new Rule(
                () -> select(receive(idle), send(c, Unit.UNIT)), () -> select(receive(c), receive(idle)));
    }

    private static Rule trySendThenTryReceive() {
        Channel<Unit> c = Channel.make(1);
        return new Rule(() -> assertThat(c.trySend(Unit.UNIT)).isTrue(), () -> {
            while (trySelect(receive(c)) == -1) {
                Go.gosched();
            }
        });
    }

    /** The channel is full: a send waits until the writer has received. */
    private static Rule receiveThenSend(int capacity) {
        Channel<Unit> c = Channel.make(capacity);
        while (c.trySend(Unit.UNIT)) {}
        return new Rule(c::receive, () -> c.send(Unit.UNIT));
    }

    private static Rule selectReceiveThenSelectSend() {
        Channel<Unit> c = Channel.make();
        Channel<Unit> idle = Channel.make();
        return new Rule(
                () -> select(receive(c), receive(idle)), () -> select(receive(idle), send(c, Unit.UNIT)));
    }

    private static Rule closeThenReceive() {
        Turns<Channel<Unit>> c = new Turns<>(Channel::make);
        return new Rule(() -> c.first().close(), () -> assertThat(c.second().receive()).isNull());
    }

    private static Rule closeThenSelect() {
        Turns<Channel<Unit>> c = new Turns<>(Channel::make);
        Channel<Unit> idle = Channel.make();
        return new Rule(
                () -> c.first().close(),
                () -> assertThat(select(receive(idle), receive(c.second()))).isEqualTo(1));
    }

    /** The mutex stays locked throughout; a mutex has no owner. */
    private static Rule unlockThenLock() {
        Mutex m = new Mutex();
        m.lock();
        return new Rule(m::unlock, m::lock);
    }

    private static Rule unlockThenTryLock() {
        Mutex m = new Mutex();
        m.lock();
        return new Rule(m::unlock, () -> {
            while (!m.tryLock()) {
                Go.gosched();
            }
        });
    }

    private static Rule writerThenWriter() {
        RWMutex m = new RWMutex();
        m.lock();
        return new Rule(m::unlock, m::lock);
    }

    private static Rule writerThenReader() {
        RWMutex m = new RWMutex();
        return handedBack(m::lock, m::unlock, m::rLock, m::rUnlock);
    }

    private static Rule readerThenWriter() {
        RWMutex m = new RWMutex();
        return handedBack(m::rLock, m::rUnlock, m::lock, m::unlock);
    }

    /** The reader unlocks its lock, and comes back only when the writer has locked. */
    private static Rule handedBack(
            Task<InterruptedException> writersLock,
            Task<InterruptedException> writersUnlock,
            Task<InterruptedException> readersLock,
            Task<InterruptedException> readersUnlock) {
        Channel<Unit> locked = Channel.make(1);
        return new Rule(
                write -> {
                    writersLock.run();
                    locked.send(Unit.UNIT);
                    write.run();
                    writersUnlock.run();
                },
                write -> {
                    locked.receive();
                    readersLock.run();
                },
                readersUnlock);
    }

    private static Rule doneThenWait() {
        Turns<WaitGroup> wg = new Turns<>(() -> {
            WaitGroup one = new WaitGroup();
            one.add(1);
            return one;
        });
        return new Rule(() -> wg.first().done(), () -> wg.second().await());
    }

    /**
     * The writer signals without the lock, so that only the signal orders what it wrote. Before it writes, it holds the
     * lock for a moment, and so knows that the reader is waiting.
     */
    private static Rule signalThenWait(boolean broadcast) {
        Mutex m = new Mutex();
        Cond cond = new Cond(m);
        Channel<Unit> waits = Channel.make(1);
        return new Rule(
                write -> {
                    waits.receive();
                    m.lock();
                    m.unlock();
                    write.run();
                    if (broadcast) {
                        cond.broadcast();
                    } else {
                        cond.signal();
                    }
                },
                write -> {
                    m.lock();
                    waits.send(Unit.UNIT);
                    cond.await();
                    m.unlock();
                });
    }

    /** The first of the two to come runs the function, and the other sees what it has written. */
    private static Rule onceThenOnce() {
        Turns<Once> once = new Turns<>(Once::new);
        return new Rule(
                write -> once.first().doOnce(write::run), write -> once.second().doOnce(write::run));
    }

    /** One object per round, shared by both threads. */
    private static final class Turns<T> {
        private final List<T> made;
        private int first;
        private int second;

        Turns(Supplier<T> maker) {
            made = Stream.generate(maker).limit(ROUNDS).toList();
        }

        T first() {
            return made.get(first++);
        }

        T second() {
            return made.get(second++);
        }
    }
}
