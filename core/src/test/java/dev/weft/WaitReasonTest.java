package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.context.Context;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import dev.weft.time.Timers;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A waiting thread says what it waits for. Its blocker says so in Go's words. The JDK's own dumps print only the
 * blocker's class, but also the stack, which names the operation.
 */
class WaitReasonTest {
    private static final Duration LONG = Duration.ofDays(1);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** An operation that waits until it is released; if it has no release, until it is interrupted. */
    private record Waiting(Task<?> task, Runnable release) {
        Waiting(Task<?> task) {
            this(task, null);
        }
    }

    @ParameterizedTest(name = "{0}, virtual threads {3}")
    @MethodSource("waits")
    void aWaitShowsItsReason(Supplier<Waiting> wait, String reason, String operation, boolean virtual) {
        Waiting waiting = wait.get();
        Outcome<Void> outcome = start(virtual, waiting).awaitParked(reason);
        end(waiting, outcome);
        assertThat(LockSupport.getBlocker(outcome.thread())).isNull();
    }

    /** What {@code jstack} prints, which shows platform threads only, is safe (unlike a dump to a file). */
    @ParameterizedTest(name = "{0}, virtual threads {3}")
    @MethodSource("waits")
    void theJdkNamesTheOperation(Supplier<Waiting> wait, String reason, String operation, boolean virtual)
            throws Exception {
        Waiting waiting = wait.get();
        Outcome<Void> outcome = start(virtual, waiting).awaitParked(reason);
        String blocker = LockSupport.getBlocker(outcome.thread()).getClass().getName();
        String text = virtual ? stack(outcome.thread()) : inThreadPrint(outcome.thread());
        end(waiting, outcome);
        assertThat(blocker).isIn("dev.weft.internal.wait.Waiter", "dev.weft.internal.wait.Wait", "dev.weft.SelectWait");
        assertThat(text).contains("dev.weft." + operation + "(");
        if (!virtual) {
            assertThat(text).contains("parking to wait for").contains("(a " + blocker + ")");
        }
    }

    static List<Arguments> waits() {
        List<Arguments> waits = new ArrayList<>();
        for (boolean virtual : List.of(true, false)) {
            add(waits, virtual, "receive", "chan receive", "internal.channel.ChannelCore.receive",
                    () -> new Waiting(() -> Channel.make(1).receive()));
            add(waits, virtual, "timed receive", "chan receive", "internal.channel.ChannelCore.tryReceive",
                    () -> new Waiting(() -> Channel.make().tryReceive(LONG)));
            add(waits, virtual, "range", "chan receive", "internal.channel.ChannelIterator.hasNext", () -> {
                Channel<String> ch = Channel.make();
                return new Waiting(() -> ch.forEach(v -> {}), ch::close);
            });
            add(waits, virtual, "receive from a timer", "chan receive", "internal.channel.ChannelCore.receive",
                    () -> new Waiting(() -> Timers.after(LONG).receive()));
            add(waits, virtual, "send", "chan send", "internal.channel.ChannelCore.send",
                    () -> new Waiting(() -> Channel.make().send("v")));
            add(waits, virtual, "timed send to a full buffer", "chan send", "internal.channel.ChannelCore.trySend",
                    () -> {
                        Channel<String> ch = Channel.make(1);
                        ch.trySend("full");
                        return new Waiting(() -> ch.trySend("v", LONG));
                    });
            add(waits, virtual, "select", "select", "Select.select",
                    () -> new Waiting(() -> Select.select(Select.receive(Channel.make()))));
            add(waits, virtual, "select of several", "select", "Select.select",
                    () -> new Waiting(() -> Select.select(
                            Select.receive(Channel.make()), null, Select.send(Channel.make(), "v"))));
            add(waits, virtual, "timed select", "select", "Select.select",
                    () -> new Waiting(() -> Select.select(LONG, Select.send(Channel.make(), "v"))));
            add(waits, virtual, "select without cases", "select (no cases)", "Select.select",
                    () -> new Waiting(() -> Select.select()));
            add(waits, virtual, "select of null channels", "select (no cases)", "Select.select",
                    () -> new Waiting(() -> Select.select(Select.receive(null), Select.send(null, null), null)));
            add(waits, virtual, "Mutex.lock", "sync.Mutex.Lock", "sync.Mutex.lock", () -> {
                Mutex mu = new Mutex();
                mu.lock();
                return new Waiting(mu::lock, mu::unlock);
            });
            add(waits, virtual, "RWMutex.rLock", "sync.RWMutex.RLock", "sync.RWMutex.rLock", () -> {
                RWMutex rw = new RWMutex();
                rw.lock();
                return new Waiting(rw::rLock, rw::unlock);
            });
            add(waits, virtual, "RWMutex.lock behind a reader", "sync.RWMutex.Lock", "sync.RWMutex.lock", () -> {
                RWMutex rw = new RWMutex();
                rw.rLock();
                return new Waiting(rw::lock, rw::rUnlock);
            });
            add(waits, virtual, "RWMutex.lock behind another writer", "sync.RWMutex.Lock", "sync.RWMutex.lock", () -> {
                RWMutex rw = new RWMutex();
                rw.lock();
                return new Waiting(rw::lock, rw::unlock);
            });
            add(waits, virtual, "WaitGroup.await", "sync.WaitGroup.Wait", "sync.WaitGroup.await", () -> {
                WaitGroup wg = new WaitGroup();
                wg.add(1);
                return new Waiting(wg::await, wg::done);
            });
            add(waits, virtual, "WaitGroup.await with a context", "select", "sync.WaitGroup.await", () -> {
                WaitGroup wg = new WaitGroup();
                wg.add(1);
                return new Waiting(() -> wg.await(Context.background()), wg::done);
            });
            add(waits, virtual, "Cond.await", "sync.Cond.Wait", "sync.Cond.await", () -> {
                Mutex mu = new Mutex();
                Cond cond = new Cond(mu);
                return new Waiting(() -> {
                    mu.lock();
                    cond.await();
                    mu.unlock();
                }, cond::signal);
            });
            add(waits, virtual, "sleep", "sleep", "Go.sleep", () -> new Waiting(() -> Go.sleep(LONG)));
        }
        return waits;
    }

    private static void add(
            List<Arguments> waits, boolean virtual, String name, String reason, String operation,
            Supplier<Waiting> wait) {
        waits.add(Arguments.of(Named.of(name, wait), reason, operation, virtual));
    }

    private Outcome<Void> start(boolean virtual, Waiting waiting) {
        return Outcome.start(g, virtual, () -> {
            waiting.task().run();
            return null;
        });
    }

    private static void end(Waiting waiting, Outcome<?> outcome) {
        if (waiting.release() != null) {
            waiting.release().run();
            outcome.value();
        } else {
            outcome.thread().interrupt();
            outcome.assertFailure().isInstanceOf(InterruptedException.class);
        }
    }

    private static String stack(Thread thread) {
        return Stream.of(thread.getStackTrace()).map(StackTraceElement::toString).collect(Collectors.joining("\n"));
    }

    /** Returns what {@code jstack} prints about one thread. */
    private static String inThreadPrint(Thread thread) throws JMException {
        String all = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "threadPrint",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return all.lines().dropWhile(line -> !line.startsWith("\"" + thread.getName() + "\""))
                .takeWhile(line -> !line.isBlank()).collect(Collectors.joining("\n"));
    }
}
