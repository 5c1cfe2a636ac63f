package dev.weft.sync;

import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Call;
import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.context.Context;
import dev.weft.support.FullHeap;
import dev.weft.support.Goroutines;
import dev.weft.support.SmallVm;
import dev.weft.sync.SingleFlight.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Memory runs out in the middle of an operation. Each test has a virtual machine of its own, and fills the heap to the
 * last bytes at that moment. A step that runs <em>at each point</em> leaves just so much memory that the first
 * allocation fails, then the second, and so on, until all succeed. Such a step first runs once with enough memory;
 * otherwise the first failure would always be in what Java allocates at the first use of a class. The other tests run
 * the library for the first time with the heap full.
 */
@ExtendWith(SmallVm.class)
class OutOfMemoryTest {
    private static final Duration LONG = Goroutines.LONG;
    private static final long NANOS = LONG.toNanos();

    /** The number of points. */
    private static final int POINTS = 48;

    /** How much more memory each point leaves than the one before, in bytes; at the last point it is enough. */
    private static final int FINE = 8;

    private static final int COARSE = 32;

    private static final String IN_PERSON = "sync.WaitGroup.Wait";

    private final SingleFlight<Object, Object> flights = new SingleFlight<>();
    private final Channel<Unit> landing = Channel.make();
    private final Channel<Unit> end = Channel.make();

    /** The goroutines that have said that they run; there is room for two at each point. */
    private final Thread[] ran = new Thread[2 * (POINTS + 1)];

    private final AtomicInteger runs = new AtomicInteger();

    /** Whether there is memory again. */
    private volatile boolean emptied;

    /** The step to run at the i-th point; it may throw OutOfMemoryError. */
    private interface Step {
        void run(int i) throws Exception;
    }

    /** Returns the points at which the step failed. */
    private static boolean[] atEachPoint(int more, Step step) throws Exception {
        return atEachPoint(more, step, () -> {});
    }

    /**
     * Returns the points at which the step failed.
     *
     * @param settle waits for what the step has started: goroutines that still run use memory, too
     */
    private static boolean[] atEachPoint(int more, Step step, Task<?> settle) throws Exception {
        boolean[] failed = new boolean[POINTS];
        step.run(POINTS);
        settle.run();
        for (int i = 0; i < POINTS; i++) {
            FullHeap.fillBut(i * more);
            try {
                step.run(i);
            } catch (OutOfMemoryError e) {
                failed[i] = true;
            }
            FullHeap.emptyRest();
            settle.run();
        }
        FullHeap.empty();
        // Not at each: the JDK's own threads leave garbage now and then, which lets a step succeed.
        assertThat(Arrays.copyOf(failed, 4)).as("with no memory it fails").contains(true);
        assertThat(failed[POINTS - 1]).as("with enough memory it does not").isFalse();
        return failed;
    }

    /** Starts a platform thread: to wake a virtual one takes memory, and the JDK retries until there is some. */
    private static Thread platform(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits until a thread has ended, without allocating. */
    private static void join(Thread thread) {
        long start = System.nanoTime();
        while (thread.isAlive()) {
            if (System.nanoTime() - start > NANOS) {
                FullHeap.empty();
                throw new AssertionError("waits for ever: " + thread);
            }
            LockSupport.parkNanos(100_000);
        }
    }

    /** Called by a goroutine that is to be joined. */
    private void runs() {
        ran[runs.getAndIncrement()] = Thread.currentThread();
    }

    /** Waits until the goroutines that run have ended; the memory that one leaves would let the next step succeed. */
    private void joinAll() {
        for (int i = 0; i < runs.get(); i++) {
            int n = i;
            awaitUntil(() -> ran[n] != null);
            join(ran[i]);
        }
    }

    /** Starts a flight for "key" that waits for {@code landing} and then makes the given call. */
    private Thread takeOff(Call<?, ?> last) {
        Thread[] pilot = {null};
        flights.runChan("key", () -> {
            pilot[0] = Thread.currentThread();
            landing.receive();
            return last.call();
        });
        awaitUntil(() -> pilot[0] != null);
        awaitParked(pilot[0], "chan receive");
        return pilot[0];
    }

    @Test
    void whoSharesACallHearsOfItsValue() throws Exception {
        Object value = new Object();
        Thread pilot = takeOff(() -> {
            FullHeap.fill();
            return value;
        });
        List<ReceiveChannel<Result<Object>>> channels = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            channels.add(flights.runChan("key", Object::new));
        }
        Object[] inPerson = {null};
        Thread other = platform(() -> {
            try {
                inPerson[0] = flights.run("key", Object::new);
            } catch (Throwable t) {
                inPerson[0] = t;
            }
        });
        awaitParked(other, IN_PERSON);
        landing.send(Unit.UNIT);
        join(other);
        join(pilot);
        FullHeap.empty();
        assertThat(inPerson[0]).isEqualTo(new Result<>(value, null, true));
        for (ReceiveChannel<Result<Object>> channel : channels) {
            assertThat(channel.tryReceive(LONG)).isEqualTo(new Result<>(value, null, true));
        }
        assertThat(flights.run("key", () -> "anew").value()).isEqualTo("anew");
    }

    /** There may be no memory for the exception around the error; the callers get an exception nevertheless. */
    @Test
    void whoSharesACallHearsOfItsFailure() throws Exception {
        Error error = new Error("like a panic");
        Thread.setDefaultUncaughtExceptionHandler((thread, t) -> {});
        Thread pilot = takeOff(() -> {
            FullHeap.fill();
            throw error;
        });
        List<ReceiveChannel<Result<Object>>> channels = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            channels.add(flights.runChan("key", Object::new));
        }
        Object[] inPerson = {null};
        Thread other = platform(() -> {
            try {
                inPerson[0] = flights.run("key", Object::new);
            } catch (Throwable t) {
                inPerson[0] = t;
            }
        });
        awaitParked(other, IN_PERSON);
        landing.send(Unit.UNIT);
        join(other);
        join(pilot);
        FullHeap.empty();
        assertThat(inPerson[0]).isSameAs(error);
        for (ReceiveChannel<Result<Object>> channel : channels) {
            Result<Object> result = channel.tryReceive(LONG);
            assertThat(result).isNotNull();
            assertThat(result.exception()).isExactlyInstanceOf(ExecutionException.class);
            assertThat(result.exception().getCause()).isInstanceOfAny(error.getClass(), OutOfMemoryError.class);
        }
        assertThat(flights.run("key", () -> "anew").value()).isEqualTo("anew");
    }

    @Test
    void whoCouldNotTakeOffHasLeftNothingBehind() throws Exception {
        List<ReceiveChannel<Result<Object>>> channels = new ArrayList<>(POINTS + 1);
        Thread.setDefaultUncaughtExceptionHandler((thread, t) -> {});
        List<Result<Object>> results = new ArrayList<>(POINTS + 1);
        Call<Object, InterruptedException> first = () -> {
            runs();
            return "first";
        };
        boolean[] failed = atEachPoint(COARSE, i -> channels.add(flights.runChan(i, first)), () -> {
            if (channels.size() > results.size()) {
                results.add(channels.getLast().tryReceive(LONG));
            }
            joinAll();
        });
        for (int i = 0; i < POINTS; i++) {
            if (failed[i]) {
                assertThat(flights.runChan(i, () -> "anew").tryReceive(LONG))
                        .isEqualTo(new Result<>("anew", null, false));
            }
        }
        for (Result<Object> result : results) {
            assertThat(result).isNotNull();
            if (result.exception() == null) {
                assertThat(result).isEqualTo(new Result<>("first", null, false));
            } else { // the goroutine ran out of memory
                assertThat(result.exception()).hasCauseInstanceOf(OutOfMemoryError.class);
            }
        }
    }

    @Test
    void whoCouldNotCallHasLeftNothingBehind() throws Exception {
        int[] calls = new int[POINTS + 1];
        boolean[] failed = atEachPoint(FINE, i -> flights.run(i, () -> ++calls[i]));
        for (int i = 0; i < POINTS; i++) {
            assertThat(calls[i]).isEqualTo(failed[i] ? 0 : 1);
            assertThat(flights.run(i, () -> "anew")).isEqualTo(new Result<>("anew", null, false));
        }
    }

    @Test
    void whoCouldNotBoardHasNotBoardedAndTheOthersHave() throws Exception {
        takeOff(() -> "value");
        List<ReceiveChannel<Result<Object>>> channels = new ArrayList<>(POINTS + 1);
        atEachPoint(COARSE, i -> channels.add(flights.runChan("key", () -> "not called")));
        landing.send(Unit.UNIT);
        for (ReceiveChannel<Result<Object>> channel : channels) {
            assertThat(channel.tryReceive(LONG)).isEqualTo(new Result<>("value", null, true));
        }
        FullHeap.empty();
        assertThat(flights.run("key", () -> "anew").value()).isEqualTo("anew");
    }

    /** A larger table only makes the search faster. */
    @Test
    void whereTheTableCannotGrowAllFlightsAreFound() throws Exception {
        int many = 3 << 8; // as many as a table of 1,024 should have
        Thread[] pilots = new Thread[many];
        for (int i = 0; i < many; i++) {
            int n = i;
            flights.runChan(i, () -> {
                pilots[n] = Thread.currentThread();
                return end.receive();
            });
        }
        for (int i = 0; i < many; i++) {
            int n = i;
            awaitUntil(() -> pilots[n] != null);
            awaitParked(pilots[i], "chan receive");
        }
        List<ReceiveChannel<Result<Object>>> channels = new ArrayList<>(2 * many);
        Call<Object, InterruptedException> last = () -> {
            while (!emptied) { // it could not park
                Thread.onSpinWait();
            }
            return end.receive();
        };
        FullHeap.fillBut(4_000); // half the size of the next table
        channels.add(flights.runChan(many, last));
        FullHeap.empty();
        emptied = true;
        for (int i = 0; i <= many; i++) {
            channels.add(flights.runChan(i, () -> "not called"));
        }
        end.close();
        for (ReceiveChannel<Result<Object>> channel : channels) {
            assertThat(channel.tryReceive(LONG)).isEqualTo(new Result<>(null, null, true));
        }
    }

    @Test
    void aRequestThatCouldNotWaitIsNeverGranted() throws Exception {
        WeightedSemaphore sem = new WeightedSemaphore(10);
        sem.acquire(10);
        Duration moment = Duration.ofNanos(100_000);
        boolean[] failed = atEachPoint(COARSE, i -> {
            if (sem.tryAcquire(1, moment)) {
                throw new AssertionError("nothing was released");
            }
        });
        assertThat(failed).contains(false, true);
        sem.release(10);
        assertThat(sem.tryAcquire(10)).as("nobody waits, and nobody was given anything").isTrue();
    }

    @Test
    void aReleaseForgetsNobody() throws Exception {
        WeightedSemaphore sem = new WeightedSemaphore(10);
        sem.acquire(10);
        Context ctx = Context.withCancel(Context.background());
        AtomicInteger granted = new AtomicInteger();
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            int how = i % 3;
            waiting.add(platform(() -> {
                try {
                    switch (how) {
                        case 0 -> sem.acquire(1);
                        case 1 -> sem.acquire(ctx, 1);
                        default -> sem.tryAcquire(1, LONG);
                    }
                    granted.incrementAndGet();
                } catch (InterruptedException e) {
                    // not granted
                }
            }));
            awaitParked(waiting.getLast(), "select");
        }
        FullHeap.fill();
        sem.release(10); // does not throw
        FullHeap.empty();
        for (Thread thread : waiting) {
            join(thread);
        }
        assertThat(granted.get()).isEqualTo(9);
        assertThat(sem.tryAcquire(1)).isTrue();
        assertThat(sem.tryAcquire(1)).isFalse();
    }

    @Test
    void aGoroutineThatCouldNotBeStartedHasNoSlotAndIsNotCounted() throws Exception {
        ErrGroup group = ErrGroup.withContext(Context.background());
        WaitGroup wg = new WaitGroup();
        group.setLimit(1);
        AtomicInteger started = new AtomicInteger();
        atEachPoint(COARSE, i -> {
            wg.go(this::runs);
            started.incrementAndGet();
            group.go(this::runs);
            started.incrementAndGet();
        }, () -> {
            assertThat(wg.await(LONG)).isTrue();
            assertThat(group.await(LONG)).isTrue();
            joinAll();
        });
        assertThat(runs.get()).isEqualTo(started.get());
        assertThat(group.tryGo(end::receive)).isTrue();
        assertThat(group.tryGo(end::receive)).isFalse();
        end.close();
        assertThat(group.await(LONG)).isTrue();
    }

    @Test
    void theFirstExceptionOfAGroupCountsAndCancels() throws Exception {
        IOException failure = new IOException();
        assertThat(firstFailure(failure)).isSameAs(failure);
    }

    @Test
    void theFirstErrorOfAGroupCountsAndCancels() throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, t) -> {});
        Error failure = new Error();
        assertThat(firstFailure(failure)).isSameAs(failure);
    }

    private Throwable firstFailure(Throwable failure) throws Exception {
        ErrGroup group = ErrGroup.withContext(Context.background());
        Channel<Unit> stopped = Channel.make();
        group.go(() -> {
            landing.receive();
            FullHeap.fill();
            throw Failures.<RuntimeException>asIs(failure);
        });
        Thread other = platform(() -> {
            try {
                group.context().done().receive();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            stopped.close();
        });
        Throwable[] outcome = {null};
        Thread waiting = platform(() -> {
            try {
                outcome[0] = group.await();
            } catch (Throwable t) {
                outcome[0] = t;
            }
        });
        awaitParked(other, "chan receive");
        awaitParked(waiting, IN_PERSON);
        landing.send(Unit.UNIT);
        join(other);
        join(waiting);
        FullHeap.empty();
        assertThat(stopped.drained()).isTrue();
        assertThatThrownBy(() -> {
            throw group.context().err();
        }).isInstanceOf(dev.weft.context.CanceledException.class);
        return outcome[0];
    }
}
