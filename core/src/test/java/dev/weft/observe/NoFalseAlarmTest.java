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
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.internal.goroutine.GoroutineRecord;
import dev.weft.internal.goroutine.Members;
import dev.weft.internal.goroutine.Program;
import dev.weft.internal.goroutine.Sighting;
import dev.weft.support.Outcome;
import dev.weft.sync.WaitGroup;
import dev.weft.time.Timers;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs whose goroutines are all asleep, but that somebody can still wake, are not ended; and those that are dead are
 * told from those that just ended.
 */
class NoFalseAlarmTest {
    /** Several collections may have been asked for until then: the first after 20 ms. */
    private static final Duration LONG_ENOUGH = Duration.ofMillis(300);

    @RegisterExtension
    final dev.weft.support.Goroutines g = new dev.weft.support.Goroutines();

    private Outcome<Void> run(Task<?> main) {
        return Outcome.start(g, true, () -> {
            Go.run(main);
            return null;
        });
    }

    /** Programs that are asleep and will be woken. */
    static List<Named<Task<?>>> alive() {
        return List.of(
                Named.of("sleep", () -> Go.sleep(LONG_ENOUGH)),
                Named.of("a receive with a time-out", () -> Channel.make().tryReceive(LONG_ENOUGH)),
                Named.of("a timer", () -> Timers.after(LONG_ENOUGH).receive()),
                Named.of("a select with a timer", () -> Select.select(Select.receive(Channel.make()),
                        Select.receive(Timers.after(LONG_ENOUGH)))),
                Named.of("a context with a deadline",
                        () -> Context.withTimeout(Context.background(), LONG_ENOUGH).done().receive()),
                Named.of("a function that is set for later", () -> {
                    Channel<Unit> done = Channel.make();
                    Timers.afterFunc(LONG_ENOUGH, () -> done.send(Unit.UNIT));
                    done.receive();
                }),
                Named.of("a function of a context with a deadline", () -> {
                    Channel<Unit> done = Channel.make();
                    Context.afterFunc(Context.withTimeout(Context.background(), LONG_ENOUGH),
                            () -> done.send(Unit.UNIT));
                    done.receive();
                }),
                Named.of("a platform thread", () -> {
                    Channel<Unit> done = Channel.make();
                    Thread.ofPlatform().daemon().start(() -> Go.unchecked(() -> {
                        Thread.sleep(LONG_ENOUGH);
                        done.send(Unit.UNIT);
                    }));
                    done.receive();
                }),
                Named.of("a virtual thread that is no goroutine", () -> {
                    Channel<Unit> done = Channel.make();
                    Thread.ofVirtual().start(() -> Go.unchecked(() -> {
                        Thread.sleep(LONG_ENOUGH);
                        done.send(Unit.UNIT);
                    }));
                    done.receive();
                }),
                Named.of("a future", () -> {
                    Channel<Unit> done = Channel.make();
                    CompletableFuture.runAsync(done::close,
                            CompletableFuture.delayedExecutor(LONG_ENOUGH.toMillis(), TimeUnit.MILLISECONDS));
                    done.receive();
                }),
                Named.of("an interrupt", () -> {
                    Thread main = Thread.currentThread();
                    Thread.ofPlatform().daemon().start(() -> Go.unchecked(() -> {
                        Thread.sleep(LONG_ENOUGH);
                        main.interrupt();
                    }));
                    try {
                        Channel.make().receive();
                    } catch (InterruptedException e) {
                        // as expected
                    }
                }),
                Named.of("a sleeper among many", () -> {
                    Channel<Unit> done = Channel.make();
                    WaitGroup wg = new WaitGroup();
                    for (int i = 0; i < 100; i++) {
                        wg.go(() -> done.receive());
                    }
                    Thread.sleep(LONG_ENOUGH);
                    done.close();
                    wg.await();
                }));
    }

    /** Only main refers to the object, so it becomes garbage together with main; and when it is finalized, it wakes main. */
    @Test
    void whoMayBeWokenByAFinalizerIsNotDead() {
        run(() -> {
            Channel<Unit> done = Channel.make(1);
            Object garbage = new Object() {
                @Override
                @SuppressWarnings({"deprecation", "removal"})
                protected void finalize() {
                    Goroutines.leaked(); // judges main before it is woken
                    done.trySend(Unit.UNIT);
                }
            };
            done.receive();
            Reference.reachabilityFence(garbage);
        }).value();
    }

    @ParameterizedTest
    @MethodSource("alive")
    void whoWillBeWokenIsNotDead(Task<?> main) {
        run(main).value();
    }

    /** A function that refers to nothing of what the goroutines wait for: but Go's program is not dead either. */
    @Test
    void aProgramIsNotDeadWhileAFunctionIsSet() {
        AtomicBoolean ran = new AtomicBoolean();
        run(() -> {
            Timers.afterFunc(LONG_ENOUGH, () -> ran.set(true));
            Select.select();
        }).assertFailure().isExactlyInstanceOf(DeadlockException.class);
        assertThat(ran).isTrue();
        CancelableContext outside = Context.withCancel(Context.background());
        Outcome<Void> outcome = run(() -> {
            Context.afterFunc(outside, () -> {
                throw new IllegalStateException("the function has run");
            });
            Select.select();
        });
        outcome.awaitParked("chan receive");
        assertStaysAlive(outcome);
        outside.cancel();
        outcome.assertFailure().hasMessage("the function has run");
    }

    private void assertStaysAlive(Outcome<?> outcome) {
        long start = System.nanoTime();
        awaitUntil(() -> System.nanoTime() - start > LONG_ENOUGH.toNanos() || !outcome.thread().isAlive());
        assertThat(outcome.thread().isAlive()).isTrue();
    }

    /** The first proof fails; and later, another one succeeds. */
    @Test
    void oneThatIsReleasedByOthersIsDeadFromThenOn() {
        AtomicReference<Channel<Unit>> held = new AtomicReference<>(Channel.make());
        Outcome<Void> outcome = run(() -> {
            Channel<Unit> channel = held.get();
            go(() -> channel.receive());
            channel.receive();
        });
        outcome.awaitParked("chan receive");
        assertStaysAlive(outcome);
        held.set(null);
        outcome.assertFailure().isExactlyInstanceOf(DeadlockException.class);
    }

    @Test
    void aThreadThatIsHeldKeepsItsProgram() {
        AtomicReference<Thread> held = new AtomicReference<>();
        Outcome<Void> outcome = run(() -> {
            held.set(go(() -> Channel.make().receive()));
            Channel.make().receive();
        });
        outcome.awaitParked("chan receive");
        assertStaysAlive(outcome);
        held.set(null);
        outcome.assertFailure().isExactlyInstanceOf(DeadlockException.class);
    }

    /** The program is asleep until it is woken at any moment around a look or a proof, and then ends at once. */
    @RepeatedTest(5)
    void oneThatIsWokenAndEndsIsNotLost() {
        List<Outcome<Void>> outcomes = new ArrayList<>();
        AtomicInteger ended = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            Channel<Unit> stop = Channel.make();
            outcomes.add(Outcome.start(g, true, () -> {
                Go.run(new Waiters(stop, ended));
                return null;
            }));
            long nanos = ThreadLocalRandom.current().nextLong(15_000_000, 120_000_000);
            Timers.afterFunc(Duration.ofNanos(nanos), stop::close);
        }
        AtomicBoolean collect = new AtomicBoolean(true);
        Thread collector = g.platform(() -> {
            while (collect.get()) {
                System.gc(); // the sooner what has ended is collected, the better
            }
        });
        outcomes.forEach(Outcome::value);
        collect.set(false);
        g.join(collector);
        assertThat(ended.get()).isEqualTo(100 * 4);
    }

    /** Main and three others wait for the same event. */
    private record Waiters(Channel<Unit> stop, AtomicInteger ended) implements Task<InterruptedException> {
        @Override
        public void run() throws InterruptedException {
            WaitGroup wg = new WaitGroup();
            for (int i = 0; i < 3; i++) {
                wg.go(() -> {
                    stop.receive();
                    ended.incrementAndGet();
                });
            }
            wg.await();
            ended.incrementAndGet();
        }
    }

    /** Programs that end while they are looked at: an empty program is not a dead one. */
    @Test
    void manyThatEndAreNotDead() {
        for (int i = 0; i < 8; i++) {
            g.start(i % 2 == 0, () -> {
                long start = System.nanoTime();
                while (System.nanoTime() - start < 1_000_000_000) {
                    Go.run(() -> {
                        Channel<Unit> done = Channel.make();
                        go(() -> done.send(Unit.UNIT));
                        done.receive();
                        long nanos = ThreadLocalRandom.current().nextLong(10) == 0 ? 19_900_000 : 1_000;
                        Go.sleep(Duration.ofNanos(nanos));
                        go(() -> done.close());
                    });
                }
            });
        }
    }

    /** It has no members yet, or no longer; but nobody is lost. */
    @Test
    void oneThatHasJustBegunIsNotDead() throws Exception {
        Program program = new Program(() -> {});
        assertThat(program.members().giveUp()).isFalse();
        assertThat(program.members().isGivenUp()).isFalse();
        assertThat(program.run()).isTrue();
        assertThat(program.members().giveUp()).isFalse();
        assertThat(program.members().isGivenUp()).isFalse();
    }

    /** Other threads' collections do not take goroutines before their stacks are known. */
    @Test
    void aCollectionOfSomebodyElsesLosesNoStack() {
        AtomicBoolean collect = new AtomicBoolean(true);
        Thread collector = g.platform(() -> {
            while (collect.get()) {
                System.gc();
                LockSupport.parkNanos(5_000_000); // lets others run
            }
        });
        for (int i = 0; i < 10; i++) {
            Throwable failure = run(() -> {
                Channel<Unit> channel = Channel.make();
                for (int k = 0; k < 5; k++) {
                    go(() -> channel.receive());
                }
                channel.receive();
            }).failure();
            assertThat(failure).isExactlyInstanceOf(DeadlockException.class);
            List<GoroutineState> states = ((DeadlockException) failure).goroutines();
            assertThat(states).hasSize(6).allSatisfy(state -> {
                assertThat(state.waitReason()).isEqualTo("chan receive");
                assertThat(state.stack()).hasSizeGreaterThanOrEqualTo(2);
            });
        }
        collect.set(false);
        g.join(collector);
    }

    @Test
    void anInterruptOfTheCallerWakesMainOfASuspectedProgram() {
        AtomicReference<Thread> main = new AtomicReference<>();
        Outcome<Void> outcome = run(() -> {
            main.set(Thread.currentThread());
            Channel.make().receive();
        });
        outcome.awaitParked("chan receive");
        assertStaysAlive(outcome);
        outcome.thread().interrupt();
        outcome.assertFailure().isExactlyInstanceOf(InterruptedException.class);
    }

    /** A goroutine that is woken while it is suspected is what it was: a member of its program. */
    @Test
    void whatASuspectedGoroutineStartsBelongsToItsProgram() {
        Channel<Unit> held = Channel.make();
        AtomicReference<Thread> main = new AtomicReference<>();
        AtomicReference<Thread> started = new AtomicReference<>();
        Outcome<Void> outcome = run(() -> {
            main.set(Thread.currentThread());
            held.receive();
            started.set(go(() -> Channel.make().receive()));
            awaitParked(started.get(), "chan receive");
        });
        outcome.awaitParked("chan receive");
        awaitUntil(() -> main.get() != null);
        awaitParked(main.get(), "chan receive");
        GoroutineRecord suspect = Members.ofAllPrograms().stream().filter(r -> r.thread() == main.get()).findFirst()
                .orElseThrow();
        awaitUntil(() -> { // as an observer does
            Sighting before = suspect.sighting();
            Sighting seen = new Sighting(0, System.nanoTime(), "main", "chan receive", List.of());
            return suspect.setSighting(before, seen);
        });
        suspect.letGo();
        held.close();
        outcome.value();
        g.join(started.get());
    }
}
