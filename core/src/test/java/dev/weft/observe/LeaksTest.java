package dev.weft.observe;

import static dev.weft.Go.go;
import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.DeadlockException;
import dev.weft.Go;
import dev.weft.GoroutineState;
import dev.weft.Goroutines;
import dev.weft.Select;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.context.Context;
import dev.weft.support.ChildVm;
import dev.weft.support.LiveObjects;
import dev.weft.support.Outcome;
import dev.weft.sync.Cond;
import dev.weft.sync.ErrGroup;
import dev.weft.sync.Mutex;
import dev.weft.sync.Once;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import dev.weft.sync.WeightedSemaphore;
import dev.weft.time.Ticker;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link Goroutines#leaked}: which goroutines can never go on, while others do. */
class LeaksTest {
    @RegisterExtension
    final dev.weft.support.Goroutines g = new dev.weft.support.Goroutines();

    private static final AtomicReference<Object> HELD = new AtomicReference<>();

    private AutoCloseable tracking;

    @BeforeEach
    void track() {
        Goroutines.leaked(); // of other tests
        tracking = Goroutines.track();
    }

    @AfterEach
    void trackNoMore() throws Exception {
        HELD.set(null);
        tracking.close();
    }

    /** A program that leaks goroutines, and how many. */
    private record Leak(Task<?> program, int leaks) {}

    private static Named<Leak> leak(String name, int leaks, Task<?> program) {
        return Named.of(name, new Leak(program, leaks));
    }

    static List<Named<Leak>> leaks() {
        return List.of(
                leak("receive", 1, () -> go(() -> Channel.make().receive())),
                leak("send", 1, () -> go(() -> Channel.make().send(1))),
                leak("range", 1, () -> go(() -> Channel.make().forEach(v -> {}))),
                leak("a result that nobody wants", 3, () -> {
                    Channel<Integer> results = Channel.make();
                    for (int i = 0; i < 4; i++) {
                        int n = i;
                        go(() -> results.send(n));
                    }
                    results.receive();
                }),
                leak("a time-out without a buffer", 1, () -> {
                    Channel<Unit> started = Channel.make();
                    Channel<Integer> result = Channel.make();
                    go(() -> {
                        started.receive();
                        result.send(1);
                    });
                    result.tryReceive(Duration.ofMillis(1));
                    started.send(Unit.UNIT);
                }),
                leak("select", 1, () -> go(() -> Select.select(Select.receive(Channel.make()),
                        Select.send(Channel.make(), 1)))),
                leak("select without cases", 1, () -> go(() -> Select.select())),
                leak("a nil channel in a select", 1, () -> go(() -> Select.select(Select.receive(null), null))),
                leak("a lock twice", 1, () -> go(() -> {
                    Mutex mutex = new Mutex();
                    mutex.lock();
                    mutex.lock();
                })),
                leak("a missing unlock", 2, () -> {
                    Mutex mutex = new Mutex();
                    go(mutex::lock);
                    go(mutex::lock);
                    go(mutex::lock);
                }),
                leak("two locks in opposite order", 2, () -> {
                    Mutex a = new Mutex();
                    Mutex b = new Mutex();
                    Channel<Unit> both = Channel.make();
                    go(() -> {
                        a.lock();
                        both.send(Unit.UNIT);
                        b.lock();
                    });
                    go(() -> {
                        b.lock();
                        both.receive();
                        a.lock();
                    });
                }),
                leak("RWMutex", 1, () -> go(() -> {
                    RWMutex rw = new RWMutex();
                    rw.rLock();
                    rw.lock();
                })),
                leak("WaitGroup", 1, () -> go(() -> {
                    WaitGroup wg = new WaitGroup();
                    wg.add(1);
                    wg.await();
                })),
                leak("Cond", 1, () -> go(() -> {
                    Mutex mutex = new Mutex();
                    mutex.lock();
                    new Cond(mutex).await();
                })),
                leak("Once in itself", 1, () -> go(() -> {
                    Once once = new Once();
                    once.doOnce(() -> once.doOnce(() -> {}));
                })),
                leak("ErrGroup", 2, () -> go(() -> {
                    ErrGroup group = new ErrGroup();
                    group.go(() -> Channel.make().receive());
                    group.await();
                })),
                leak("semaphore", 1, () -> go(() -> {
                    WeightedSemaphore semaphore = new WeightedSemaphore(1);
                    semaphore.acquire(Context.background(), 1);
                    semaphore.acquire(Context.background(), 1);
                })),
                leak("a context that nobody cancels", 1,
                        () -> go(() -> Context.withCancel(Context.background()).done().receive())),
                leak("a context that nobody can cancel", 1, () -> go(() -> Context.background().done().receive())),
                leak("a stopped timer", 1, () -> {
                    Timer timer = Timers.newTimer(Duration.ofDays(1));
                    timer.stop();
                    go(() -> timer.channel().receive());
                }),
                leak("a stopped ticker", 1, () -> {
                    Ticker ticker = Timers.newTicker(Duration.ofDays(1));
                    go(() -> ticker.channel().forEach(t -> {}));
                    ticker.stop();
                }),
                leak("a lock of the JDK's", 1, () -> {
                    ReentrantLock lock = new ReentrantLock();
                    go(lock::lock);
                    Thread.sleep(1);
                    go(lock::lock);
                }),
                leak("a future", 1, () -> go(() -> new CompletableFuture<Integer>().get())),
                leak("a latch", 1, () -> go(() -> new CountDownLatch(1).await())),
                leak("each for the next", 10, () -> {
                    Channel<Unit> first = Channel.make();
                    Channel<Unit> last = first;
                    for (int i = 0; i < 10; i++) {
                        Channel<Unit> from = last;
                        Channel<Unit> to = i == 9 ? first : Channel.make();
                        go(() -> to.send(from.receive()));
                        last = to;
                    }
                }));
    }

    /** Runs a program in a goroutine of its own, so that no frame is left of it. */
    private void inPassing(Task<?> program) {
        g.join(g.go(program));
    }

    private static void awaitAllParked() {
        awaitUntil(() -> Goroutines.all().stream().noneMatch(s -> s.waitReason().equals("runnable")));
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void whatNobodyCanWakeIsFoundOnce(Leak leak) {
        inPassing(leak.program());
        awaitAllParked();
        List<GoroutineState> found = Goroutines.leaked();
        assertThat(found).hasSize(leak.leaks()).allSatisfy(state -> {
            assertThat(state.waitReason()).isNotIn("runnable", "running");
            assertThat(state.stack()).isNotEmpty();
            assertThat(state.createdBy()).isNotNull();
            assertThat(state.createdBy().getClassName()).isEqualTo(LeaksTest.class.getName());
        }).extracting(GoroutineState::id).isSorted().doesNotHaveDuplicates();
        assertThat(Goroutines.all()).isEmpty();
        assertThat(Goroutines.leaked()).isEmpty();
    }

    /** And so it is in a program that goes on. */
    @ParameterizedTest
    @MethodSource("leaks")
    void partOfAProgramToo(Leak leak) {
        Outcome.start(g, true, () -> {
            Go.run(() -> {
                inPassing(leak.program()); // by a goroutine of this program
                awaitUntil(() -> Goroutines.count() == leak.leaks() + 1);
                awaitAllParked();
                assertThat(Goroutines.leaked()).hasSize(leak.leaks());
                assertThat(Goroutines.count()).isEqualTo(1);
                assertThat(Goroutines.leaked()).isEmpty();
                go(() -> {}).join();
            });
            return null;
        }).value();
    }

    /** Programs of which nobody is lost. */
    static List<Named<Task<?>>> noLeaks() {
        return List.of(
                Named.of("a channel in a static field", () -> {
                    Channel<Unit> channel = Channel.make();
                    HELD.set(channel);
                    go(() -> channel.receive());
                }),
                Named.of("a lock in a static field", () -> {
                    Mutex mutex = new Mutex();
                    HELD.set(mutex);
                    mutex.lock();
                    go(mutex::lock);
                }),
                Named.of("a context in a static field", () -> {
                    var ctx = Context.withCancel(Context.background());
                    HELD.set(ctx);
                    go(() -> Context.withValue(ctx, Context.Key.of("k"), 1).done().receive());
                }),
                Named.of("its thread in a static field", () -> HELD.set(go(() -> Channel.make().receive()))),
                Named.of("sleep", () -> HELD.set(go(() -> Go.sleep(Duration.ofDays(1))))),
                Named.of("a time-out",
                        () -> Timers.afterFunc(Duration.ofDays(1), go(() -> Select.select())::interrupt)),
                Named.of("a running timer", () -> go(() -> Timers.after(Duration.ofMillis(300)).receive())),
                Named.of("a deadline", () -> go(
                        () -> Context.withTimeout(Context.background(), Duration.ofMillis(300)).done().receive())),
                Named.of("a platform thread", () -> {
                    Channel<Unit> channel = Channel.make();
                    go(() -> channel.receive());
                    Thread.ofPlatform().daemon().start(() -> Go.unchecked(() -> {
                        Thread.sleep(300);
                        channel.close();
                    }));
                }));
    }

    @ParameterizedTest
    @MethodSource("noLeaks")
    void whoMayStillBeWokenIsNotFound(Task<?> program) {
        inPassing(program);
        awaitAllParked();
        assertThat(Goroutines.leaked()).isEmpty();
        Object held = HELD.getAndSet(null);
        if (held instanceof Thread thread) {
            thread.interrupt();
            g.join(thread);
        } else if (held != null) {
            held = null;
            assertThat(Goroutines.leaked()).as("it is no longer held").hasSize(1);
        }
    }

    /** They are woken, and end, while the collector runs: they are garbage, but not lost. */
    @RepeatedTest(5)
    void whoHasEndedIsNotFound() {
        AtomicInteger ended = new AtomicInteger();
        for (int i = 0; i < 50; i++) {
            Channel<Unit> stop = Channel.make();
            inPassing(() -> {
                for (int k = 0; k < 20; k++) {
                    go(() -> {
                        stop.receive();
                        ended.incrementAndGet();
                    });
                }
            });
            Timers.afterFunc(Duration.ofNanos(i * 1_000_000L), stop::close);
        }
        while (ended.get() < 50 * 20) {
            assertThat(Goroutines.leaked()).isEmpty();
        }
    }

    /** Without tracking, the goroutines of a program are kept or collected together. */
    @Test
    void withoutTrackingOnlyWholeProgramsAreLost() throws Exception {
        tracking.close();
        AtomicReference<Channel<Unit>> held = new AtomicReference<>(Channel.make());
        Outcome<Void> outcome = Outcome.start(g, true, () -> {
            Go.run(() -> {
                awaitParked(go(() -> Channel.make().receive()), "chan receive");
                assertThat(Goroutines.leaked()).isEmpty();
                held.get().receive();
            });
            return null;
        });
        awaitUntil(() -> Goroutines.all().stream().filter(s -> s.waitReason().equals("chan receive")).count() == 2);
        assertThat(Goroutines.leaked()).isEmpty();
        held.set(null);
        awaitUntil(() -> Goroutines.leaked().size() == 2 || !outcome.thread().isAlive());
        outcome.assertFailure().isExactlyInstanceOf(DeadlockException.class)
                .extracting(e -> ((DeadlockException) e).goroutines().size()).isEqualTo(2);
    }

    @Test
    void whatIsFoundIsReallyGone() {
        LiveObjects before = LiveObjects.count();
        List<Channel<Unit>> held = new ArrayList<>(); // otherwise the watch may find them first
        inPassing(() -> {
            for (int i = 0; i < 1_000; i++) {
                byte[] memory = new byte[20_000];
                Channel<Unit> ch = Channel.make();
                held.add(ch);
                go(() -> {
                    ch.receive();
                    memory[0] = 1;
                });
            }
        });
        awaitAllParked();
        assertThat(LiveObjects.count().bytes()).isGreaterThan(before.bytes() + 20_000_000);
        held.clear();
        assertThat(Goroutines.leaked()).hasSize(1_000);
        assertThat(LiveObjects.count().bytes()).isLessThan(before.bytes() + 5_000_000);
    }

    @Test
    void manyMayAskAtOnce() {
        inPassing(() -> {
            for (int i = 0; i < 100; i++) {
                go(() -> Channel.make().receive());
            }
        });
        awaitAllParked();
        AtomicInteger found = new AtomicInteger();
        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            askers.add(g.start(i % 2 == 0, () -> found.addAndGet(Goroutines.leaked().size())));
        }
        askers.forEach(g::join);
        assertThat(found.get()).isEqualTo(100);
    }

    @Test
    void anInterruptedGoroutineMayAskAndStaysInterrupted() {
        inPassing(() -> {
            Thread.currentThread().interrupt();
            assertThat(Goroutines.leaked()).isEmpty();
            assertThat(Thread.interrupted()).isTrue();
        });
    }

    /** A goroutine that refers to it is yet to run, on the only carrier, which is busy with the one that asks. */
    @Test
    void whatIsAboutToVanishMayReferToIt() throws Exception {
        assertThat(ChildVm.run(List.of(), oneCarrier("-Dweft.track=true"), Vanishing.class)).contains("found");
    }

    private static List<String> oneCarrier(String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("-Djdk.virtualThreadScheduler.parallelism=1");
        all.add("-Djdk.virtualThreadScheduler.maxPoolSize=1");
        return all;
    }

    static final class Vanishing {
        public static void main(String[] args) throws Exception {
            go(() -> {
                long lost = loseOne();
                System.out.println(Goroutines.leaked().stream().anyMatch(s -> s.id() == lost) ? "found" : "missed");
            }).join();
        }

        /** In a method of its own, so that no frame is left that refers to it. */
        private static long loseOne() {
            Channel<Unit> channel = Channel.make();
            Thread lost = go(() -> channel.receive());
            awaitParked(lost, "chan receive");
            go(() -> channel.len());
            return lost.threadId();
        }
    }

    /** Otherwise, with the only carrier pinned by another one that asks, it could not go on. */
    @Test
    void whoRestsWhileItAsksHoldsNoLock() throws Exception {
        String printed = ChildVm.run(List.of(), oneCarrier(), Asking.class);
        assertThat(printed).contains("both have asked");
    }

    static final class Asking {
        /** A goroutine that runs an initializer is pinned. */
        static final class Initialized {
            static {
                Goroutines.leaked();
            }

            private static void initialize() {}
        }

        public static void main(String[] args) throws Exception {
            Thread first = go(() -> Goroutines.leaked());
            go(Initialized::initialize).join();
            first.join();
            System.out.println("both have asked");
        }
    }

    @Test
    void withoutExplicitCollectionsItSaysSo() throws Exception {
        String printed =
                ChildVm.run(List.of(), ChildVm.onThisScheduler(List.of("-XX:+DisableExplicitGC", "-Dweft.track=true")),
                        Uncollected.class);
        assertThat(printed).contains("leaked goroutines cannot be found: System.gc() has no effect"
                + " (-XX:+DisableExplicitGC)").contains("[select (no cases)]");
    }

    static final class Uncollected {
        public static void main(String[] args) {
            awaitParked(go(() -> Select.select()), "select (no cases)");
            try {
                System.out.println(Goroutines.leaked());
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
            System.out.println(Goroutines.dump());
        }
    }

    @Test
    void aShutdownHookMayLook() throws Exception {
        String printed = ChildVm.run(List.of(), ChildVm.onThisScheduler(List.of("-Dweft.track=true")), Hook.class);
        assertThat(printed).contains("dump [select (no cases)]").contains("leaked [select (no cases)]");
    }

    static final class Hook {
        public static void main(String[] args) throws Exception {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                System.out.println(
                        "dump " + (Goroutines.dump().contains("[select (no cases)]") ? "[select (no cases)]" : ""));
                Goroutines.leaked().forEach(s -> System.out.println("leaked [" + s.waitReason() + "]"));
            }));
            awaitParked(go(() -> Select.select()), "select (no cases)");
            Go.run(() -> System.exit(0));
        }
    }
}
