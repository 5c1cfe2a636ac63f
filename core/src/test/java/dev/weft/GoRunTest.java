package dev.weft;

import static dev.weft.Go.go;
import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import dev.weft.sync.ErrGroup;
import dev.weft.sync.SingleFlight;
import dev.weft.sync.WaitGroup;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link Go#run} promises: how it ends, which goroutines belong to it, and that none is left. */
class GoRunTest {
    private static final String RECEIVE = "chan receive";
    private static final Duration LONG = Duration.ofDays(1);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Exception failure = new Exception("of a goroutine");

    private Outcome<Void> run(boolean virtual, Task<?> main) {
        return Outcome.start(g, virtual, () -> {
            Go.run(main);
            return null;
        });
    }

    /** Waits until it is interrupted. */
    private static void block() throws InterruptedException {
        Channel.make().receive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void returnsWhenMainReturnsAndAllAreGone(boolean virtual) {
        int[] written = new int[20]; // synchronized only by the end of the program
        AtomicReference<Thread> main = new AtomicReference<>();
        Outcome<Void> outcome = run(virtual, () -> {
            main.set(Thread.currentThread());
            WaitGroup started = new WaitGroup();
            started.add(written.length);
            for (int i = 0; i < written.length; i++) {
                int n = i;
                go(() -> {
                    started.done();
                    try {
                        block();
                    } finally {
                        written[n] = 1;
                    }
                });
            }
            started.await();
        });
        outcome.value();
        assertThat(outcome.interruptFlag()).isFalse();
        assertThat(written).containsOnly(1);
        assertThat(main.get().isVirtual()).isTrue();
        assertThat(main.get()).isNotSameAs(outcome.thread());
    }

    static List<Throwable> ends() {
        return List.of(
                new IOException("checked"), new IllegalStateException("unchecked"), new StackOverflowError("error"));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void throwsWhatMainThrows(Throwable end) {
        AtomicInteger stopped = new AtomicInteger();
        for (boolean virtual : new boolean[] {true, false}) {
            run(virtual, () -> {
                startBlocked(stopped);
                sneak(end);
            }).assertFailure().isSameAs(end);
        }
        assertThat(stopped.get()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void throwsWhatAGoroutineThrowsAndInterruptsMain(Throwable end) {
        AtomicInteger stopped = new AtomicInteger();
        for (boolean virtual : new boolean[] {true, false}) {
            Outcome<Void> outcome = run(virtual, () -> {
                startBlocked(stopped);
                go(() -> sneak(end));
                assertThatThrownBy(GoRunTest::block).isExactlyInstanceOf(InterruptedException.class);
                stopped.incrementAndGet();
            });
            outcome.assertFailure().isSameAs(end);
            assertThat(outcome.interruptFlag()).isFalse();
        }
        assertThat(stopped.get()).isEqualTo(4);
    }

    private static void startBlocked(AtomicInteger stopped) {
        Thread thread = go(() -> {
            try {
                block();
            } finally {
                stopped.incrementAndGet();
            }
        });
        awaitParked(thread, RECEIVE);
    }

    /** Ways to start a goroutine that should belong to the program. */
    static List<Named<Arg<Task<?>>>> starts() {
        return List.of(
                Named.of("go", Go::go),
                Named.of("go with a name", f -> go("name", f)),
                Named.of("go with an argument", f -> go(Task::run, f)),
                Named.of("go with two arguments", f -> go((a, b) -> a.run(), f, 1)),
                Named.of("a goroutine of a goroutine", f -> go(() -> go(() -> go("name", f)))),
                Named.of("WaitGroup", f -> new WaitGroup().go(f)),
                Named.of("a goroutine of an ErrGroup's", f -> new ErrGroup().go(() -> go(f))),
                Named.of("a goroutine of a SingleFlight's", f -> new SingleFlight<String, Unit>().runChan("key", () -> {
                    go(f);
                    return Unit.UNIT;
                })),
                Named.of("a timer", f -> Timers.afterFunc(Duration.ofNanos(1), f)),
                Named.of("a timer that is set again by others", f -> {
                    Timer timer = Timers.afterFunc(LONG, f);
                    Thread.ofPlatform().daemon().start(() -> timer.reset(Duration.ZERO));
                }),
                Named.of("a context", f -> {
                    CancelableContext ctx = Context.withCancel(Context.background());
                    Context.afterFunc(ctx, f);
                    ctx.cancel();
                }),
                Named.of("a context that is done", f -> {
                    CancelableContext ctx = Context.withCancel(Context.background());
                    ctx.cancel();
                    Context.afterFunc(ctx, f);
                }),
                Named.of("a context that is cancelled by others", f -> {
                    CancelableContext ctx = Context.withCancel(Context.background());
                    Context.afterFunc(ctx, f);
                    Thread.ofPlatform().daemon().start(ctx::cancel);
                }),
                Named.of("a context with a deadline", f -> Context.afterFunc(
                        Context.withTimeout(Context.background(), Duration.ofNanos(1)), f)),
                Named.of("a context of somebody else's", f -> {
                    ForeignContext ctx = new ForeignContext();
                    Context.afterFunc(ctx, f);
                    ctx.cancel();
                }));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void itsFailureEndsTheProgram(Arg<Task<?>> start) {
        run(true, () -> {
            start.run(() -> {
                throw failure;
            });
            block();
        }).assertFailure().isSameAs(failure);
    }

    @ParameterizedTest
    @MethodSource("starts")
    void itIsInterruptedAndWaitedFor(Arg<Task<?>> start) {
        boolean[] stopped = {false}; // synchronized only by the end of the program
        run(false, () -> {
            AtomicReference<Thread> started = new AtomicReference<>();
            start.run(() -> {
                started.set(Thread.currentThread());
                try {
                    block();
                } finally {
                    stopped[0] = true;
                }
            });
            awaitUntil(() -> started.get() != null);
        }).value();
        assertThat(stopped[0]).isTrue();
    }

    /** The failure of a wait group's goroutine is known before main can assume that all went well. */
    @Test
    void whatFailsBeforeMainHearsOfItCounts() {
        for (int round = 0; round < 200; round++) {
            run(true, () -> {
                WaitGroup wg = new WaitGroup();
                wg.go(() -> {
                    throw failure;
                });
                Go.unchecked(() -> wg.await());
            }).assertFailure().isSameAs(failure);
        }
    }

    @Test
    void anErrorOfAnErrGroupEndsTheProgramAnExceptionDoesNot() {
        Error error = new Error("like a panic");
        run(true, () -> {
            ErrGroup group = new ErrGroup();
            group.go(() -> {
                throw failure;
            });
            assertThat(group.await()).isSameAs(failure);
            group.go(() -> {
                throw error;
            });
            block();
        }).assertFailure().isSameAs(error);
    }

    @Test
    void aGoroutineThatHandlesItsFailuresItselfEndsNothingAndItsChildrenBelongToTheProgram() {
        AtomicReference<Throwable> handled = new AtomicReference<>();
        run(true, () -> {
            go(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> handled.set(e));
                throw new IOException("handled");
            });
            awaitUntil(() -> handled.get() != null);
            go(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> handled.set(e));
                go(() -> {
                    throw failure;
                });
                block();
            });
            block();
        }).assertFailure().isSameAs(failure);
        assertThat(handled.get()).isExactlyInstanceOf(IOException.class);
    }

    @Test
    void oneThatIsInterruptedEndsQuietly() {
        run(true, () -> {
            Thread first = go(GoRunTest::block);
            Thread second = go(() -> Go.unchecked(GoRunTest::block));
            for (Thread thread : List.of(first, second)) {
                awaitParked(thread, RECEIVE);
                thread.interrupt();
                thread.join();
            }
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }).value();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void waitsForThoseWhoTakeTheirTime(boolean virtual) throws InterruptedException {
        Channel<Unit> interrupted = Channel.make();
        Channel<Unit> goOn = Channel.make();
        AtomicReference<Thread> thread = new AtomicReference<>();
        Outcome<Void> outcome = run(virtual, () -> thread.set(go(() -> {
            try {
                block();
            } catch (InterruptedException e) {
                interrupted.send(Unit.UNIT);
                goOn.receive();
            }
        })));
        interrupted.receive();
        outcome.awaitParked(RECEIVE);
        awaitParked(thread.get(), RECEIVE);
        goOn.send(Unit.UNIT);
        outcome.value();
    }

    @Test
    void whatFailsAfterTheEndGoesToTheDefaultHandler() throws InterruptedException {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Channel<Throwable> seen = Channel.make(10);
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> seen.trySend(e));
        try {
            Task<?> failsWhenStopped = () -> {
                try {
                    block();
                } catch (InterruptedException e) {
                    throw failure;
                }
            };
            run(true, () -> go(failsWhenStopped)).value();
            assertThat(seen.tryReceive()).as("handled before run returns").isSameAs(failure);
            Exception first = new Exception("the first");
            run(true, () -> {
                awaitParked(go(failsWhenStopped), RECEIVE);
                go(() -> {
                    throw first;
                });
                failsWhenStopped.run(); // main, too
            }).assertFailure().isSameAs(first).hasNoSuppressedExceptions();
            assertThat(seen.tryReceive()).isSameAs(failure);
            assertThat(seen.tryReceive()).isSameAs(failure);
            assertThat(seen.tryReceive()).isNull();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void waitsForTheHandlersOfFailures() throws InterruptedException {
        Channel<Throwable> handling = Channel.make();
        Channel<Unit> goOn = Channel.make();
        Outcome<Void> outcome = run(true, () -> {
            Thread failing = go(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> Go.unchecked(() -> {
                    handling.send(e);
                    goOn.receive();
                }));
                try {
                    block();
                } catch (InterruptedException e) {
                    throw failure;
                }
            });
            awaitParked(failing, RECEIVE);
        });
        assertThat(handling.receive()).isSameAs(failure);
        outcome.awaitParked(RECEIVE);
        goOn.send(Unit.UNIT);
        outcome.value();
    }

    /** Each goroutine starts others until it is interrupted; and all of them are, however late they start. */
    @Test
    void aStormOfGoroutinesEnds() {
        AtomicInteger alive = new AtomicInteger();
        for (int round = 0; round < 50; round++) {
            AtomicInteger started = new AtomicInteger();
            Channel<Unit> some = Channel.make();
            run(round % 2 == 0, () -> {
                go(() -> storm(alive, started, some));
                some.receive();
            }).value();
            assertThat(alive.get()).isZero();
            assertThat(started.get()).isGreaterThanOrEqualTo(100);
        }
    }

    private static void storm(AtomicInteger alive, AtomicInteger started, Channel<Unit> some)
            throws InterruptedException {
        alive.incrementAndGet();
        try {
            if (started.incrementAndGet() == 100) {
                some.send(Unit.UNIT);
            }
            while (!Thread.currentThread().isInterrupted()) {
                Thread child = go(() -> storm(alive, started, some));
                child.join(Duration.ofNanos(10_000));
                Go.sleep(Duration.ofNanos(1_000));
            }
        } finally {
            alive.decrementAndGet();
        }
    }

    /** Main returns while others fail: either comes first, and no goroutine is left. */
    @Test
    void failuresAtTheSameTimeAsTheEndOfMain() {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        AtomicInteger late = new AtomicInteger();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            if (e == failure) {
                late.incrementAndGet();
            }
        });
        try {
            for (int round = 0; round < 500; round++) {
                late.set(0);
                AtomicInteger ended = new AtomicInteger();
                int goroutines = 4;
                Outcome<Void> outcome = run(true, () -> {
                    Channel<Unit> start = Channel.make();
                    for (int i = 0; i < goroutines; i++) {
                        go(() -> {
                            try {
                                Go.unchecked(() -> start.receive());
                            } finally {
                                ended.incrementAndGet();
                            }
                            throw failure;
                        });
                    }
                    start.close();
                });
                Throwable end = outcome.failure();
                assertThat(ended.get()).isEqualTo(goroutines);
                if (end == null) {
                    assertThat(late.get()).isLessThanOrEqualTo(goroutines);
                } else {
                    assertThat(end).isSameAs(failure);
                    assertThat(late.get()).isLessThan(goroutines);
                }
            }
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void tenThousandGoroutinesAreInterruptedAndGone() {
        int n = 10_000;
        AtomicInteger stopped = new AtomicInteger();
        run(false, () -> {
            WaitGroup started = new WaitGroup();
            started.add(n);
            for (int i = 0; i < n; i++) {
                go(() -> {
                    started.done();
                    try {
                        block();
                    } finally {
                        stopped.incrementAndGet();
                    }
                });
            }
            started.await();
        }).value();
        assertThat(stopped.get()).isEqualTo(n);
    }

    @Test
    void anInnerProgramIsOneOfItsOwn() {
        AtomicReference<Thread> ofOuter = new AtomicReference<>();
        AtomicInteger stopped = new AtomicInteger();
        run(true, () -> {
            ofOuter.set(go(GoRunTest::block));
            assertThatThrownBy(() -> Go.run(() -> {
                startBlocked(stopped);
                go(() -> {
                    throw failure;
                });
                block();
            })).isSameAs(failure);
            assertThat(stopped.get()).isEqualTo(1);
            Go.run(() -> startBlocked(stopped));
            assertThat(stopped.get()).isEqualTo(2);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            awaitParked(ofOuter.get(), RECEIVE); // it still waits
            go(() -> Go.run(() -> {
                startBlocked(stopped);
                sneak(failure);
            })); // the failure is not caught here
            block();
        }).assertFailure().isSameAs(failure);
        assertThat(stopped.get()).isEqualTo(3);
        g.join(ofOuter.get());
    }

    @Test
    void theEndOfTheOuterProgramEndsTheInnerOne() {
        AtomicInteger stopped = new AtomicInteger();
        AtomicReference<Thread> inner = new AtomicReference<>();
        run(false, () -> {
            go(() -> Go.run(() -> {
                startBlocked(stopped);
                Go.run(() -> {
                    startBlocked(stopped);
                    inner.set(Thread.currentThread());
                    block();
                });
            }));
            awaitUntil(() -> inner.get() != null);
        }).value();
        assertThat(stopped.get()).isEqualTo(2);
    }

    @Test
    void whoIsOutsideIsNotAffected() throws InterruptedException {
        Channel<Unit> goOn = Channel.make();
        AtomicReference<Throwable> handled = new AtomicReference<>();
        Channel<Unit> set = Channel.make();
        CancelableContext ctx = Context.withCancel(Context.background());
        AtomicReference<Thread> function = new AtomicReference<>();
        Context.afterFunc(ctx, () -> {
            function.set(Thread.currentThread());
            goOn.receive();
        });
        AtomicReference<Thread> timed = new AtomicReference<>();
        Timer timer = Timers.afterFunc(LONG, () -> {
            timed.set(Thread.currentThread());
            goOn.receive();
        });
        AtomicReference<Thread> unmanaged = new AtomicReference<>();
        Thread outside = g.go(() -> {
            Thread failing = Thread.ofVirtual().unstarted(() -> {
                throw new IllegalStateException("outside");
            });
            failing.setUncaughtExceptionHandler((thread, e) -> handled.set(e));
            set.receive();
            failing.start();
            goOn.receive();
        });
        run(true, () -> {
            ctx.cancel();
            timer.reset(Duration.ZERO);
            set.send(Unit.UNIT);
            unmanaged.set(Thread.ofVirtual().start(() -> Go.unchecked(() -> goOn.receive())));
            awaitUntil(() -> handled.get() != null && function.get() != null && timed.get() != null);
        }).value();
        for (Thread thread : List.of(outside, function.get(), timed.get(), unmanaged.get())) {
            awaitParked(thread, RECEIVE);
            assertThat(thread.isInterrupted()).isFalse();
        }
        goOn.close();
        for (Thread thread : List.of(outside, function.get(), timed.get(), unmanaged.get())) {
            g.join(thread);
        }
    }

    @Test
    void whatIsDueAfterTheEndIsNotStarted() {
        AtomicReference<Timer> timer = new AtomicReference<>();
        AtomicInteger ran = new AtomicInteger();
        CancelableContext ctx = Context.withCancel(Context.background());
        run(true, () -> {
            timer.set(Timers.afterFunc(LONG, ran::incrementAndGet));
            Context.afterFunc(ctx, ran::incrementAndGet);
        }).value();
        AtomicInteger outside = new AtomicInteger();
        Context.afterFunc(ctx, outside::incrementAndGet);
        ctx.cancel();
        assertThat(timer.get().reset(Duration.ZERO)).isTrue();
        Timers.afterFunc(Duration.ofMillis(1), outside::incrementAndGet); // later, on the same alarm thread
        awaitUntil(() -> outside.get() == 2);
        assertThat(timer.get().stop()).isFalse();
        assertThat(ran.get()).isZero();
    }

    @Test
    void aContextMadeInAProgramHearsOfAForeignParentAfterItsEnd() {
        ForeignContext parent = new ForeignContext();
        AtomicReference<Context> child = new AtomicReference<>();
        run(true, () -> child.set(Context.withCancel(parent))).value();
        assertThat(child.get().err()).isNull();
        parent.cancel();
        awaitUntil(() -> child.get().err() != null);
    }

    @Test
    void nothingOfItIsKept() {
        List<WeakReference<Thread>> threads = new ArrayList<>();
        run(true, () -> {
            for (int i = 0; i < 10; i++) {
                threads.add(new WeakReference<>(go(GoRunTest::block)));
            }
        }).value();
        awaitUntil(() -> {
            System.gc();
            return threads.stream().allMatch(t -> t.refersTo(null));
        });
    }

    /** A foreign context with a channel of its own. */
    private static final class ForeignContext implements Context {
        private final Channel<Unit> done = Channel.make();

        void cancel() {
            done.close();
        }

        @Override
        public ReceiveChannel<?> done() {
            return done;
        }

        @Override
        public ContextException err() {
            return done.drained() ? new CanceledException() : null;
        }

        @Override
        public Optional<Instant> deadline() {
            return Optional.empty();
        }

        @Override
        public <V> V value(Key<V> key) {
            return null;
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> void sneak(Throwable t) throws X {
        throw (X) t;
    }
}
