package dev.weft.observe;

import static dev.weft.Go.go;
import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.DeadlockException;
import dev.weft.Go;
import dev.weft.GoroutineState;
import dev.weft.Goroutines;
import dev.weft.Select;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.context.Context;
import dev.weft.support.Outcome;
import dev.weft.sync.Cond;
import dev.weft.sync.ErrGroup;
import dev.weft.sync.Mutex;
import dev.weft.sync.Once;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import dev.weft.sync.WeightedSemaphore;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code all goroutines are asleep - deadlock!}: programs that are dead end with a {@link DeadlockException}. */
class DeadlockTest {
    private static final String ASLEEP = "all goroutines are asleep - deadlock!";

    @RegisterExtension
    final dev.weft.support.Goroutines g = new dev.weft.support.Goroutines();

    private Outcome<Void> run(boolean virtual, Task<?> main) {
        return Outcome.start(g, virtual, () -> {
            Go.run(main);
            return null;
        });
    }

    private List<GoroutineState> deadlock(Task<?> main) {
        Throwable failure = run(true, main).failure();
        assertThat(failure).isExactlyInstanceOf(DeadlockException.class)
                .hasMessageStartingWith(ASLEEP + "\n\ngoroutine ");
        return ((DeadlockException) failure).goroutines();
    }

    private static void receive(Channel<Unit> channel) throws InterruptedException {
        channel.receive();
    }

    /** Programs that are dead, and what main waits for. */
    static List<Named<Task<?>>> dead() {
        return List.of(
                Named.of("receive", () -> Channel.make().receive()),
                Named.of("send", () -> Channel.make().send(1)),
                Named.of("range", () -> Channel.make().forEach(v -> {})),
                Named.of("select", () -> Select.select(Select.receive(Channel.make()), Select.send(Channel.make(), 1))),
                Named.of("select without cases", () -> Select.select()),
                Named.of("a lock twice", () -> {
                    Mutex mutex = new Mutex();
                    mutex.lock();
                    mutex.lock();
                }),
                Named.of("a read lock behind a writer behind a read lock", () -> {
                    RWMutex rw = new RWMutex();
                    rw.rLock();
                    awaitParked(go(() -> rw.lock()), "sync.RWMutex.Lock");
                    rw.rLock();
                }),
                Named.of("two locks in opposite order", () -> {
                    Mutex a = new Mutex();
                    Mutex b = new Mutex();
                    a.lock();
                    Channel<Unit> locked = Channel.make();
                    go(() -> {
                        b.lock();
                        locked.send(Unit.UNIT);
                        a.lock();
                    });
                    locked.receive();
                    b.lock();
                }),
                Named.of("WaitGroup", () -> {
                    WaitGroup wg = new WaitGroup();
                    wg.add(1);
                    wg.await();
                }),
                Named.of("Cond", () -> {
                    Mutex mutex = new Mutex();
                    mutex.lock();
                    new Cond(mutex).await();
                }),
                Named.of("Once in itself", () -> {
                    Once once = new Once();
                    once.doOnce(() -> once.doOnce(() -> {}));
                }),
                Named.of("ErrGroup", () -> {
                    ErrGroup group = new ErrGroup();
                    group.go(() -> Channel.make().receive());
                    group.await();
                }),
                Named.of("semaphore", () -> {
                    WeightedSemaphore semaphore = new WeightedSemaphore(1);
                    semaphore.acquire(Context.background(), 1);
                    semaphore.acquire(Context.background(), 1);
                }),
                Named.of("a context that nobody can cancel", () -> Context.background().done().receive()),
                Named.of("a context that nobody cancels any more",
                        () -> Context.withCancel(Context.background()).done().receive()),
                Named.of("a timer that was stopped", () -> {
                    Timer timer = Timers.newTimer(Duration.ofDays(1));
                    timer.stop();
                    timer.channel().receive();
                }),
                Named.of("a pool that nobody feeds", () -> {
                    Channel<Integer> work = Channel.make();
                    WaitGroup workers = new WaitGroup();
                    for (int i = 0; i < 20; i++) {
                        workers.go(() -> work.forEach(v -> {}));
                    }
                    workers.await();
                }),
                Named.of("a ring without a token", () -> {
                    Channel<Unit> first = Channel.make();
                    Channel<Unit> left = first;
                    for (int i = 0; i < 50; i++) {
                        Channel<Unit> from = left;
                        Channel<Unit> to = Channel.make(i % 3);
                        go(() -> to.send(from.receive()));
                        left = to;
                    }
                    first.send(left.receive());
                }));
    }

    @ParameterizedTest
    @MethodSource("dead")
    void endsAProgramThatIsDead(Task<?> main) {
        assertThat(deadlock(main)).isNotEmpty().allSatisfy(state -> {
            assertThat(state.waitReason()).isNotEmpty().isNotIn("runnable", "waiting", "running");
            assertThat(state.stack()).extracting(StackTraceElement::getClassName)
                    .anyMatch(c -> c.startsWith(DeadlockTest.class.getName()));
        }).extracting(GoroutineState::name).contains("main");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isThrownToTheCallerWithWhatGoPrints(boolean virtual) throws Exception {
        AtomicReference<Long> receiver = new AtomicReference<>();
        AtomicInteger cleaned = new AtomicInteger();
        Throwable failure = run(virtual, () -> {
            Channel<Unit> channel = Channel.make();
            receiver.set(go("receiver", () -> {
                try {
                    receive(channel);
                } finally {
                    cleaned.incrementAndGet();
                }
            }).threadId());
            Select.select();
        }).failure();
        assertThat(failure).isExactlyInstanceOf(DeadlockException.class).isInstanceOf(IllegalStateException.class)
                .hasNoCause();
        assertThat(failure.getStackTrace()).as("it is the caller's").extracting(StackTraceElement::getClassName)
                .contains(Go.class.getName(), DeadlockTest.class.getName());
        String[] parts = failure.getMessage().split("\n\n");
        assertThat(parts[0]).isEqualTo(ASLEEP);
        assertThat(parts).hasSize(3);
        assertThat(failure.getMessage()).contains("\"main\" [select (no cases)]:\n\tat ")
                .contains("goroutine " + receiver.get() + " \"receiver\" [chan receive]:\n\tat ")
                .contains("\tat ").contains("DeadlockTest.receive(DeadlockTest.java:");
        assertThat(((DeadlockException) failure).goroutines()).hasSize(2).extracting(GoroutineState::id).isSorted();
        assertThat(cleaned.get()).as("finally blocks").isZero();
        assertThat(Goroutines.all()).extracting(GoroutineState::id).doesNotContain(receiver.get());
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).as("its own stack is set apart").containsPattern("\\)\\R\\R\tat dev\\.weft\\.");
        DeadlockException copy = (DeadlockException) copy(failure);
        assertThat(copy).hasMessage(failure.getMessage());
        assertThat(copy.goroutines()).isEmpty();
    }

    private static Object copy(Object object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    /** Neither the caller's frames nor the records keep main, which knows the channel. */
    @Test
    void mainDoesNotKeepAlive() {
        Outcome.start(g, true, () -> {
            Go.run(receiving(Channel.make()));
            return null;
        }).assertFailure().isExactlyInstanceOf(DeadlockException.class);
    }

    private static Task<?> receiving(Channel<Unit> channel) {
        return () -> {
            go(() -> receive(channel));
            receive(channel);
        };
    }

    @Test
    void groupsThoseThatAreAtTheSamePlace() {
        Throwable failure = run(true, () -> {
            Channel<Unit> channel = Channel.make();
            for (int i = 0; i < 10_000; i++) {
                go(() -> receive(channel));
            }
            Select.select();
        }).failure();
        assertThat(failure).isExactlyInstanceOf(DeadlockException.class);
        assertThat(((DeadlockException) failure).goroutines()).hasSize(10_001);
        assertThat(failure.getMessage()).hasLineCount(2 + 4 + 1 + 3).contains("10000 goroutines, among them ");
    }

    @Test
    void oneThatRanForSomeTimeIsFound() {
        assertThat(deadlock(() -> {
            for (int i = 0; i < 20; i++) {
                Go.sleep(Duration.ofMillis(5));
            }
            Channel<Unit> channel = Channel.make();
            go(() -> receive(channel));
            Go.sleep(Duration.ofMillis(50));
            receive(channel);
        })).hasSize(2);
    }

    @Test
    void anInnerProgramThrowsToTheGoroutineThatRunsIt() {
        AtomicReference<Throwable> inner = new AtomicReference<>();
        run(true, () -> {
            try {
                Go.run(() -> Channel.make().receive());
            } catch (DeadlockException e) {
                inner.set(e);
            }
            Go.sleep(Duration.ofMillis(1));
        }).value();
        assertThat(inner.get()).hasMessageStartingWith(ASLEEP);
    }

    @Test
    void whatWaitsForAnInnerProgramIsNotDead() {
        run(true, () -> {
            Channel<Unit> done = Channel.make();
            go(() -> Go.run(() -> {
                Go.sleep(Duration.ofMillis(500));
                done.close();
            }));
            done.receive();
        }).value();
    }

    /** The program is over although two of its goroutines wait for locks that nobody will free. */
    @Test
    void doesNotWaitForTheDeadOnesThatAnEndLeaves() {
        AtomicReference<List<Long>> left = new AtomicReference<>();
        List<String> warnings = Logged.warningsOf(() -> run(true, () -> {
            Mutex mutex = new Mutex();
            mutex.lock();
            Thread first = go(mutex::lock);
            Thread second = go(mutex::lock);
            awaitParked(first, "sync.Mutex.Lock");
            awaitParked(second, "sync.Mutex.Lock");
            left.set(List.of(first.threadId(), second.threadId()));
        }).value());
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).startsWith("Go.run returns without the last 2 of its goroutines")
                .contains("goroutine " + left.get().get(0) + " [sync.Mutex.Lock]:")
                .contains("goroutine " + left.get().get(1) + " [sync.Mutex.Lock]:");
    }

    @Test
    void aFailureIsThrownAlsoIfItLeavesDeadOnes() {
        Exception failure = new Exception("of a goroutine");
        Logged.warningsOf(() -> run(true, () -> {
            Mutex mutex = new Mutex();
            mutex.lock();
            go(() -> {
                throw failure;
            });
            mutex.lock();
        }).assertFailure().isSameAs(failure));
    }

    @Test
    void programsAfterADeadOneAreWatchedToo() {
        for (int i = 0; i < 20; i++) {
            deadlock(() -> Channel.make().receive());
        }
        assertThatThrownBy(() -> Go.run(() -> Channel.make().receive())).isExactlyInstanceOf(DeadlockException.class);
    }

    @Test
    void manyAtOnceAreFound() {
        List<Outcome<Void>> outcomes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int n = i;
            outcomes.add(run(i % 2 == 0, () -> {
                Channel<Unit> channel = Channel.make();
                for (int k = 0; k < n % 5; k++) {
                    go(() -> receive(channel));
                }
                receive(channel);
            }));
        }
        for (Outcome<Void> outcome : outcomes) {
            outcome.assertFailure().isExactlyInstanceOf(DeadlockException.class);
        }
    }

    /** After a deadlock, what the stuck goroutines refer to is garbage. */
    @Test
    void theDeadAreGone() {
        AtomicReference<WeakReference<byte[]>> memory = new AtomicReference<>();
        deadlock(() -> {
            byte[] large = new byte[1_000_000];
            memory.set(new WeakReference<>(large));
            Channel.make().receive();
            large[0] = 1;
        });
        awaitUntil(() -> memory.get().refersTo(null));
    }
}
