package dev.weft.testing;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.ChannelClosedException;
import dev.weft.Go;
import dev.weft.ReceiveCase;
import dev.weft.Unit;
import dev.weft.context.CancelableContext;
import dev.weft.context.CanceledException;
import dev.weft.context.Context;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import dev.weft.sync.WeightedSemaphore;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The count of the goroutines that run is exact. If it were ever too low, the clock would jump while a goroutine runs, which
 * would see two different times without having slept; or a deadlock would be reported where there is none. If it were too
 * high, the clock would stand still forever, and the test would not end.
 *
 * <p>{@code -Dweft.bubbles=N} runs N random tests of each kind.
 */
@Timeout(120)
class BubbleUnderAttackTest {
    private static final Duration NANO = Duration.ofNanos(1);

    static long[] seeds() {
        return new Random(Long.getLong("weft.seed", System.nanoTime())).longs(Integer.getInteger("weft.bubbles", 20))
                .toArray();
    }

    /** The time, which must not have changed since. */
    private static void assertStill(Instant since) {
        assertThat(Timers.now()).isEqualTo(since);
    }

    private static void runForAWhile(Random random) {
        for (int i = random.nextInt(100); i > 0; i--) {
            Thread.onSpinWait();
        }
        if (random.nextInt(4) == 0) {
            Go.gosched();
        }
    }

    /** Goroutines that hand something over again and again, at one moment, while others sleep for a nanosecond. */
    @ParameterizedTest
    @MethodSource("seeds")
    void handOvers(long seed) throws Exception {
        Random seeds = new Random(seed);
        SyncTest.run(() -> {
            WaitGroup all = new WaitGroup();
            for (int pair = 0; pair < 4; pair++) {
                Channel<Instant> there = Channel.make(pair % 3);
                Channel<Instant> back = Channel.make(pair % 2);
                Random left = new Random(seeds.nextLong());
                Random right = new Random(seeds.nextLong());
                all.go(() -> {
                    for (int i = 0; i < 200; i++) {
                        Instant now = Timers.now();
                        there.send(now);
                        runForAWhile(left);
                        assertStill(back.receive());
                        assertStill(now);
                        Go.sleep(NANO.multipliedBy(left.nextInt(3)));
                    }
                    there.close();
                });
                all.go(() -> {
                    for (Instant sent : there) {
                        runForAWhile(right);
                        assertStill(sent);
                        if (right.nextBoolean()) {
                            select(send(back, sent));
                        } else {
                            back.send(sent);
                        }
                    }
                });
            }
            for (int i = 0; i < 3; i++) {
                all.go(BubbleUnderAttackTest::napAndLook);
            }
            all.await();
        });
    }

    private static void napAndLook() throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            Instant before = Timers.now();
            Go.sleep(NANO);
            assertThat(Timers.since(before)).isEqualTo(NANO);
        }
    }

    /** The lock's holder sleeps; whoever gets it next runs at the very moment at which it is unlocked. */
    @ParameterizedTest
    @MethodSource("seeds")
    void locks(long seed) throws Exception {
        Random seeds = new Random(seed);
        SyncTest.run(() -> {
            Mutex mutex = new Mutex();
            RWMutex rwMutex = new RWMutex();
            WeightedSemaphore semaphore = new WeightedSemaphore(2);
            WaitGroup all = new WaitGroup();
            Instant[] freed = {Timers.now(), Timers.now()};
            AtomicInteger writes = new AtomicInteger();
            for (int i = 0; i < 6; i++) {
                Random random = new Random(seeds.nextLong());
                all.go(() -> {
                    for (int k = 0; k < 60; k++) {
                        mutex.lock();
                        Instant now = Timers.now();
                        assertThat(now).isAfterOrEqualTo(freed[0]);
                        runForAWhile(random);
                        assertStill(now);
                        Go.sleep(NANO.multipliedBy(random.nextInt(2)));
                        freed[0] = Timers.now();
                        mutex.unlock();
                        if (random.nextInt(3) == 0) {
                            rwMutex.lock();
                            writes.incrementAndGet();
                            Go.sleep(NANO);
                            freed[1] = Timers.now();
                            rwMutex.unlock();
                        } else {
                            rwMutex.rLock();
                            assertThat(Timers.now()).isAfterOrEqualTo(freed[1]);
                            Go.sleep(NANO.multipliedBy(random.nextInt(2)));
                            rwMutex.rUnlock();
                        }
                        int weight = 1 + random.nextInt(2);
                        semaphore.acquire(weight);
                        runForAWhile(random);
                        semaphore.release(weight);
                    }
                });
            }
            all.go(BubbleUnderAttackTest::napAndLook);
            all.await();
        });
    }

    /** An interrupt wakes at the moment at which it comes, whether the interrupter goes on or sleeps at once. */
    @ParameterizedTest
    @MethodSource("seeds")
    void interrupts(long seed) throws Exception {
        Random seeds = new Random(seed);
        SyncTest.run(() -> {
            WaitGroup all = new WaitGroup();
            for (int i = 0; i < 4; i++) {
                Random random = new Random(seeds.nextLong());
                Instant[] sent = new Instant[1];
                Channel<Unit> never = Channel.make();
                Channel<Unit> awake = Channel.make(1);
                Mutex locked = new Mutex();
                locked.lock();
                Cond cond = new Cond(new Mutex());
                int kind = i;
                boolean[] end = new boolean[1];
                Thread sleeper = go(() -> {
                    while (!end[0]) {
                        try {
                            switch (kind) {
                                case 0 -> Go.sleep(Duration.ofDays(1));
                                case 1 -> never.receive();
                                case 2 -> locked.lockInterruptibly();
                                default -> {
                                    cond.L.lock();
                                    try {
                                        cond.await();
                                    } finally {
                                        cond.L.unlock();
                                    }
                                }
                            }
                            throw new AssertionError("woken without an interrupt");
                        } catch (InterruptedException e) {
                            assertStill(sent[0]);
                            awake.send(Unit.UNIT);
                        }
                    }
                });
                all.go(() -> {
                    for (int k = 0; k < 100; k++) {
                        Go.sleep(NANO);
                        sent[0] = Timers.now();
                        end[0] = k == 99;
                        sleeper.interrupt();
                        if (random.nextBoolean()) {
                            Go.sleep(NANO);
                        }
                        awake.receive();
                    }
                });
            }
            all.go(BubbleUnderAttackTest::napAndLook);
            all.await();
        });
    }

    /** Interrupts, time-outs, cancellations and signals race at one moment; whatever wins, it happens at that moment. */
    @ParameterizedTest
    @MethodSource("seeds")
    void everythingAtOnce(long seed) throws Exception {
        Random random = new Random(seed);
        SyncTest.run(() -> {
            for (int round = 0; round < 100; round++) {
                Instant start = Timers.now();
                Instant due = start.plusNanos(10);
                Channel<Unit> channel = Channel.make(random.nextInt(2));
                CancelableContext ctx = Context.withTimeout(Context.background(), Duration.ofNanos(10));
                CancelableContext other = Context.withCancel(ctx);
                WaitGroup all = new WaitGroup();
                AtomicInteger ends = new AtomicInteger();
                Thread[] victim = new Thread[1];
                for (int i = 0; i < 5; i++) {
                    boolean first = i == 0;
                    all.go(() -> {
                        if (first) {
                            victim[0] = Thread.currentThread();
                        }
                        ReceiveCase<Unit> received = receive(channel);
                        try {
                            select(Duration.ofNanos(10), received, receive(other.done()), receive(Timers.after(
                                    Duration.ofNanos(10))));
                        } catch (InterruptedException e) {
                            // one of the possible ends
                        }
                        assertStill(due);
                        ends.incrementAndGet();
                    });
                }
                all.go(() -> {
                    Go.sleep(Duration.ofNanos(10));
                    victim[0].interrupt();
                });
                all.go(() -> {
                    Go.sleep(Duration.ofNanos(10));
                    other.cancel();
                });
                all.go(() -> {
                    Go.sleep(Duration.ofNanos(10));
                    try {
                        channel.trySend(Unit.UNIT);
                    } catch (ChannelClosedException e) {
                        // the close below was faster
                    }
                });
                Timer close = Timers.afterFunc(Duration.ofNanos(10), channel::tryClose);
                all.await();
                close.stop();
                assertStill(due);
                assertThat(ends).hasValue(5);
                SyncTest.await();
                assertThat(ctx.err()).isNotNull();
            }
        });
    }

    /** Random goroutines start others, which sleep, wait for each other, and run programs of their own. */
    @ParameterizedTest
    @MethodSource("seeds")
    void families(long seed) throws Exception {
        Random seeds = new Random(seed);
        AtomicInteger alive = new AtomicInteger();
        SyncTest.run(() -> {
            family(4, new Random(seeds.nextLong()), alive);
            SyncTest.await();
            Go.sleep(Duration.ofDays(1));
            assertThat(alive).hasValue(0);
        });
    }

    private static void family(int depth, Random random, AtomicInteger alive) {
        alive.incrementAndGet();
        long seed = random.nextLong();
        go(() -> {
            Random mine = new Random(seed);
            Instant born = Timers.now();
            Duration nap = NANO.multipliedBy(mine.nextInt(5));
            if (depth > 0) {
                for (int i = 0; i < 3; i++) {
                    family(depth - 1, mine, alive);
                }
            }
            if (mine.nextInt(3) == 0) {
                Instant[] inner = new Instant[1];
                Go.run(() -> {
                    Channel<Unit> done = Channel.make();
                    go(() -> {
                        Go.sleep(nap);
                        inner[0] = Timers.now();
                        done.close();
                    });
                    go(() -> select()); // interrupted at the end
                    done.receive();
                });
                assertStill(inner[0]);
            } else {
                Go.sleep(nap);
            }
            assertThat(Timers.since(born)).isEqualTo(nap);
            alive.decrementAndGet();
        });
    }

    /** After an await everything that could happen at this moment has happened. */
    @ParameterizedTest
    @MethodSource("seeds")
    void awaits(long seed) throws Exception {
        Random random = new Random(seed);
        SyncTest.run(() -> {
            int[] plain = new int[20]; // not volatile: await orders
            for (int round = 0; round < 50; round++) {
                Channel<Unit> go = Channel.make();
                Channel<Unit> never = Channel.make();
                CancelableContext ctx = Context.withCancel(Context.background());
                for (int i = 0; i < plain.length; i++) {
                    int me = i;
                    int kind = random.nextInt(5);
                    switch (kind) {
                        case 0 -> go(() -> {
                            go.receive();
                            plain[me]++;
                        });
                        case 1 -> Context.afterFunc(ctx, () -> plain[me]++);
                        case 2 -> Timers.afterFunc(NANO, () -> plain[me]++);
                        case 3 -> go(() -> {
                            Go.sleep(NANO);
                            plain[me]++;
                            try {
                                Go.sleep(ctx, Duration.ofDays(1));
                            } catch (CanceledException e) {
                                // the end
                            }
                        });
                        default -> go(() -> go(() -> plain[me]++));
                    }
                }
                SyncTest.await();
                Instant start = Timers.now();
                go.close();
                Go.sleep(NANO);
                SyncTest.await();
                assertThat(Timers.since(start)).isEqualTo(NANO);
                ctx.cancel();
                SyncTest.await();
                for (int n : plain) {
                    assertThat(n).isEqualTo(round + 1);
                }
                never.close();
            }
        });
    }

    /** Many bubbles at the same time have nothing to do with each other. */
    @ParameterizedTest
    @MethodSource("seeds")
    void manyBubbles(long seed) throws Exception {
        WaitGroup all = new WaitGroup();
        AtomicInteger passed = new AtomicInteger();
        for (int i = 0; i < 20; i++) {
            Duration nap = Duration.ofSeconds(i + 1);
            all.go(() -> {
                SyncTest.run(() -> {
                    Instant start = Timers.now();
                    WaitGroup inner = new WaitGroup();
                    for (int k = 0; k < 20; k++) {
                        inner.go(() -> Go.sleep(nap));
                    }
                    inner.await();
                    assertThat(Timers.since(start)).isEqualTo(nap);
                });
                passed.incrementAndGet();
            });
        }
        all.await();
        assertThat(passed).hasValue(20);
    }

    /** Sleeps at each of the last levels before the stack overflows. */
    private static void sleepNearTheEndOfTheStack(AtomicInteger slept, AtomicInteger overflowed) throws Exception {
        try {
            sleepNearTheEndOfTheStack(slept, overflowed);
        } catch (StackOverflowError e) {
            // here, or a level above, it sleeps
        }
        if (slept.get() + overflowed.get() < 400) {
            try {
                Go.sleep(Duration.ofMillis(1));
                slept.incrementAndGet();
            } catch (StackOverflowError e) {
                overflowed.incrementAndGet();
                throw e;
            }
        }
    }

    /** It used to leave the goroutine counted as running, when it had ended: the clock stood still for good. */
    @Test
    void aStackOverflowInAWaitDoesNotStopTheClock() throws Exception {
        AtomicInteger slept = new AtomicInteger();
        AtomicInteger overflowed = new AtomicInteger();
        SyncTest.run(() -> {
            Go.go(() -> {
                try {
                    sleepNearTheEndOfTheStack(slept, overflowed);
                } catch (StackOverflowError e) {
                    // at all of the levels
                }
            });
            Go.sleep(Duration.ofDays(1));
        });
        assertThat(overflowed.get()).isPositive();
    }
}
