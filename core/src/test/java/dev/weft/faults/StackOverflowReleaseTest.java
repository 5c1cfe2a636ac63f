package dev.weft.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.support.Goroutines;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import dev.weft.sync.WeightedSemaphore;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A release at the end of the stack, while others wait for it: it happens, and wakes them, or it throws, and can be
 * repeated. Each attempt has a little more stack than the one before, so it overflows at every point in turn.
 */
class StackOverflowReleaseTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** An object for which others wait, and the operation that releases them. */
    private record Subject(Task<?> release, Thread... waiting) {}

    private interface Maker {
        Subject make(StackOverflowReleaseTest test) throws Exception;
    }

    private record Kind(String name, Maker maker) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(new Kind("Mutex.unlock", StackOverflowReleaseTest::mutex),
                new Kind("RWMutex.unlock, for a writer", test -> test.writer("sync.RWMutex.Lock", RWMutex::lock)),
                new Kind("RWMutex.unlock, for readers", test -> test.writer("sync.RWMutex.RLock", RWMutex::rLock)),
                new Kind("RWMutex.rUnlock", StackOverflowReleaseTest::reader),
                new Kind("WaitGroup.done", StackOverflowReleaseTest::group),
                new Kind("WeightedSemaphore.release", StackOverflowReleaseTest::semaphore),
                new Kind("Timer.reset", StackOverflowReleaseTest::timer),
                new Kind("Cond.broadcast", StackOverflowReleaseTest::cond),
                new Kind("Channel.close", StackOverflowReleaseTest::close),
                new Kind("CancelableContext.cancel", StackOverflowReleaseTest::cancel));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nobodyIsForgotten(Kind kind) throws Exception {
        int thrown = 0;
        for (int i = 1; i <= EndOfStack.CALLS; i += EndOfStack.STEP) {
            Subject subject = kind.maker.make(this);
            if (overflows(i, subject.release)) {
                thrown++;
                try {
                    subject.release.run();
                } catch (IllegalStateException | IllegalMonitorStateException e) {
                    // it had happened
                }
            }
            for (Thread waiting : subject.waiting) {
                g.join(waiting);
            }
        }
        assertThat(thrown).as("how often it overflowed").isBetween(1, EndOfStack.CALLS / EndOfStack.STEP - 1);
    }

    @Test
    void awaitComesBackWithItsLock() throws Exception {
        for (Supplier<Cond> maker : Stream.<Supplier<Cond>>of(() -> new Cond(new Mutex()),
                () -> new Cond(new RWMutex().writeLock())).toList()) {
            for (int i = 1; i <= EndOfStack.CALLS; i += EndOfStack.STEP) {
                Cond cond = maker.get();
                cond.L.lock();
                overflows(i, () -> cond.await(Duration.ofNanos(1)));
                assertThat(cond.L.tryLock()).as("after %d calls", i).isFalse();
                cond.L.unlock();
            }
        }
    }

    /** Runs an operation so many calls above the end of a stack; returns whether it overflowed. */
    private boolean overflows(int calls, Task<?> operation) {
        boolean[] overflowed = {false};
        Thread thread = new Thread(null, () -> {
            EndOfStack.dive(calls, () -> {
                try {
                    operation.run();
                } catch (StackOverflowError e) {
                    overflowed[0] = true;
                }
            });
        }, "diver", EndOfStack.SIZE);
        thread.setDaemon(true);
        thread.start();
        g.join(thread);
        return overflowed[0];
    }

    private Thread parked(String reason, Task<?> wait) {
        Thread thread = g.go(wait);
        Goroutines.awaitParked(thread, reason);
        return thread;
    }

    private Subject mutex() {
        Mutex mu = new Mutex();
        mu.lock();
        return new Subject(mu::unlock, parked("sync.Mutex.Lock", mu::lock));
    }

    private Subject writer(String reason, Consumer<RWMutex> next) {
        RWMutex rw = new RWMutex();
        rw.lock();
        return new Subject(rw::unlock, parked(reason, () -> next.accept(rw)));
    }

    private Subject reader() {
        RWMutex rw = new RWMutex();
        rw.rLock();
        return new Subject(rw::rUnlock, parked("sync.RWMutex.Lock", rw::lock));
    }

    private Subject group() {
        WaitGroup wg = new WaitGroup();
        wg.add(1);
        CancelableContext ctx = Context.withCancel(Context.background());
        return new Subject(wg::done, parked("sync.WaitGroup.Wait", wg::await), parked("select", () -> wg.await(ctx)));
    }

    private Subject semaphore() throws InterruptedException {
        WeightedSemaphore sem = new WeightedSemaphore(2);
        sem.acquire(2);
        return new Subject(() -> sem.release(2), parked("select", () -> sem.acquire(1)),
                parked("select", () -> sem.acquire(1)));
    }

    private Subject timer() {
        Timer timer = Timers.newTimer(Duration.ofHours(1));
        ReceiveChannel<?> channel = timer.channel();
        Task<?> release = () -> {
            if (channel.toString().contains("due in")) { // otherwise it has been reset, and must have woken the receiver
                timer.reset(Duration.ofNanos(1));
            }
        };
        return new Subject(release, parked("chan receive", channel::receive));
    }

    private Subject cond() {
        Mutex mu = new Mutex();
        Cond cond = new Cond(mu);
        Task<?> wait = () -> {
            mu.lock();
            cond.await();
            mu.unlock();
        };
        return new Subject(cond::broadcast, parked("sync.Cond.Wait", wait), parked("sync.Cond.Wait", wait));
    }

    private Subject close() {
        Channel<Unit> ch = Channel.make();
        return new Subject(ch::close, parked("chan receive", ch::receive), parked("chan receive", ch::receive));
    }

    private Subject cancel() {
        CancelableContext ctx = Context.withCancel(Context.background());
        CancelableContext child = Context.withCancel(ctx);
        return new Subject(ctx::cancel, parked("chan receive", () -> child.done().receive()));
    }
}
