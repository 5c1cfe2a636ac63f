package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.context.Context;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import dev.weft.testing.Goroutines;
import dev.weft.testing.Outcome;
import dev.weft.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A waiting thread says what it waits for, in Go's words: as its blocker while it is parked, and in a thread dump. */
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
    void aWaitShowsItsReason(Supplier<Waiting> wait, String reason, String blocker, boolean virtual) {
        Waiting waiting = wait.get();
        Outcome<Void> outcome = start(virtual, waiting).awaitParked(reason);
        end(waiting, outcome);
        assertThat(LockSupport.getBlocker(outcome.thread())).isNull();
    }

    @ParameterizedTest(name = "{0}, virtual threads {3}")
    @MethodSource("waits")
    void aThreadDumpShowsIt(Supplier<Waiting> wait, String reason, String blocker, boolean virtual) {
        assumeTrue(Runtime.version().feature() >= 25, "older JDKs' dumps do not say what a thread is parked for");
        Waiting waiting = wait.get();
        Outcome<Void> outcome = start(virtual, waiting).awaitParked(reason);
        String inDump = inDump(outcome.thread());
        end(waiting, outcome);
        // The JDK prints the class of the blocker, so the class must carry the reason.
        assertThat(inDump).contains("parkBlocker").contains("\"dev.weft.internal.wait.WaitReason$" + blocker + "@");
    }

    static List<Arguments> waits() {
        List<Arguments> waits = new ArrayList<>();
        for (boolean virtual : List.of(true, false)) {
            add(waits, virtual, "receive", "chan receive", "ChanReceive",
                    () -> new Waiting(() -> Channel.make(1).receive()));
            add(waits, virtual, "timed receive", "chan receive", "ChanReceive",
                    () -> new Waiting(() -> Channel.make().tryReceive(LONG)));
            add(waits, virtual, "range", "chan receive", "ChanReceive", () -> {
                Channel<String> ch = Channel.make();
                return new Waiting(() -> ch.forEach(v -> {}), ch::close);
            });
            add(waits, virtual, "receive from a timer", "chan receive", "ChanReceive",
                    () -> new Waiting(() -> Timers.after(LONG).receive()));
            add(waits, virtual, "send", "chan send", "ChanSend",
                    () -> new Waiting(() -> Channel.make().send("v")));
            add(waits, virtual, "timed send to a full buffer", "chan send", "ChanSend", () -> {
                Channel<String> ch = Channel.make(1);
                ch.trySend("full");
                return new Waiting(() -> ch.trySend("v", LONG));
            });
            add(waits, virtual, "select", "select", "Select",
                    () -> new Waiting(() -> Select.select(Select.receive(Channel.make()))));
            add(waits, virtual, "select of several", "select", "Select",
                    () -> new Waiting(() -> Select.select(
                            Select.receive(Channel.make()), null, Select.send(Channel.make(), "v"))));
            add(waits, virtual, "timed select", "select", "Select",
                    () -> new Waiting(() -> Select.select(LONG, Select.send(Channel.make(), "v"))));
            add(waits, virtual, "select without cases", "select (no cases)", "SelectNoCases",
                    () -> new Waiting(() -> Select.select()));
            add(waits, virtual, "select of null channels", "select (no cases)", "SelectNoCases",
                    () -> new Waiting(() -> Select.select(Select.receive(null), Select.send(null, null), null)));
            add(waits, virtual, "Mutex.lock", "sync.Mutex.Lock", "MutexLock", () -> {
                Mutex mu = new Mutex();
                mu.lock();
                return new Waiting(mu::lock, mu::unlock);
            });
            add(waits, virtual, "RWMutex.rLock", "sync.RWMutex.RLock", "RWMutexRLock", () -> {
                RWMutex rw = new RWMutex();
                rw.lock();
                return new Waiting(rw::rLock, rw::unlock);
            });
            add(waits, virtual, "RWMutex.lock behind a reader", "sync.RWMutex.Lock", "RWMutexLock", () -> {
                RWMutex rw = new RWMutex();
                rw.rLock();
                return new Waiting(rw::lock, rw::rUnlock);
            });
            add(waits, virtual, "RWMutex.lock behind another writer", "sync.RWMutex.Lock", "RWMutexLock", () -> {
                RWMutex rw = new RWMutex();
                rw.lock();
                return new Waiting(rw::lock, rw::unlock);
            });
            add(waits, virtual, "WaitGroup.await", "sync.WaitGroup.Wait", "WaitGroupWait", () -> {
                WaitGroup wg = new WaitGroup();
                wg.add(1);
                return new Waiting(wg::await, wg::done);
            });
            add(waits, virtual, "WaitGroup.await with a context", "select", "Select", () -> {
                WaitGroup wg = new WaitGroup();
                wg.add(1);
                return new Waiting(() -> wg.await(Context.background()), wg::done);
            });
            add(waits, virtual, "Cond.await", "sync.Cond.Wait", "CondWait", () -> {
                Mutex mu = new Mutex();
                Cond cond = new Cond(mu);
                return new Waiting(() -> {
                    mu.lock();
                    cond.await();
                    mu.unlock();
                }, cond::signal);
            });
            add(waits, virtual, "sleep", "sleep", "Sleep", () -> new Waiting(() -> Go.sleep(LONG)));
        }
        return waits;
    }

    private static void add(
            List<Arguments> waits, boolean virtual, String name, String reason, String blocker,
            Supplier<Waiting> wait) {
        waits.add(Arguments.of(Named.of(name, wait), reason, blocker, virtual));
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

    /** Returns what the dump says about one thread. */
    private static String inDump(Thread thread) {
        String dump = Goroutines.dump();
        int start = dump.indexOf("\"tid\": \"" + thread.threadId() + "\"");
        assertThat(start).as("%s in %s", thread, dump).isNotNegative();
        int end = dump.indexOf("\"tid\"", start + 1);
        return end < 0 ? dump.substring(start) : dump.substring(start, end);
    }
}
