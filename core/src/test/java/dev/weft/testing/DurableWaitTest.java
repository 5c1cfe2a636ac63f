package dev.weft.testing;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.DeadlockException;
import dev.weft.Go;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.context.Context;
import dev.weft.sync.Cond;
import dev.weft.sync.ErrGroup;
import dev.weft.sync.Mutex;
import dev.weft.sync.Once;
import dev.weft.sync.RWMutex;
import dev.weft.sync.SingleFlight;
import dev.weft.sync.WaitGroup;
import dev.weft.sync.WeightedSemaphore;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Which waits are durable, so that the clock moves and a deadlock is found although goroutines wait there, and which are
 * not.
 */
@Timeout(60)
class DurableWaitTest {
    /** A way to wait forever, for something of the bubble. */
    private record Forever(String name, String reason, Task<?> task) {}

    private static final List<Forever> ALL = List.of(
            new Forever("receive", "chan receive", () -> Channel.make().receive()),
            new Forever("receive, with a buffer", "chan receive", () -> Channel.make(2).receive()),
            new Forever("receive from what never comes", "chan receive", () -> Context.background().done().receive()),
            new Forever("range", "chan receive", () -> Channel.make().forEach(x -> {
            })),
            new Forever("send", "chan send", () -> Channel.make().send(Unit.UNIT)),
            new Forever("send, with a buffer", "chan send", () -> {
                Channel<Unit> full = Channel.make(1);
                full.send(Unit.UNIT);
                full.send(Unit.UNIT);
            }),
            new Forever("a stopped timer", "chan receive", () -> {
                var timer = Timers.newTimer(Duration.ofSeconds(1));
                timer.stop();
                timer.channel().receive();
            }),
            new Forever("select", "select", () -> select(receive(Channel.make()), send(Channel.make(), Unit.UNIT))),
            new Forever("select without cases", "select (no cases)", () -> select()),
            new Forever("select of what never comes", "select (no cases)",
                    () -> select(receive(Context.background().done()))),
            new Forever("a context", "chan receive", () -> Context.withCancel(Context.background()).done().receive()),
            new Forever("Mutex", "sync.Mutex.Lock", () -> {
                Mutex mutex = new Mutex();
                mutex.lock();
                mutex.lock();
            }),
            new Forever("Mutex, interruptibly", "sync.Mutex.Lock", () -> {
                Mutex mutex = new Mutex();
                mutex.lock();
                mutex.lockInterruptibly();
            }),
            new Forever("RWMutex, a writer behind a writer", "sync.RWMutex.Lock", () -> {
                RWMutex mutex = new RWMutex();
                mutex.lock();
                mutex.lock();
            }),
            new Forever("RWMutex, a writer behind a reader", "sync.RWMutex.Lock", () -> {
                RWMutex mutex = new RWMutex();
                mutex.rLock();
                mutex.lock();
            }),
            new Forever("RWMutex, a reader", "sync.RWMutex.RLock", () -> {
                RWMutex mutex = new RWMutex();
                mutex.lock();
                mutex.rLock();
            }),
            new Forever("RWMutex's read lock, interruptibly", "sync.RWMutex.RLock", () -> {
                RWMutex mutex = new RWMutex();
                mutex.lock();
                mutex.readLock().lockInterruptibly();
            }),
            new Forever("Cond", "sync.Cond.Wait", () -> {
                Mutex mutex = new Mutex();
                mutex.lock();
                new Cond(mutex).await();
            }),
            new Forever("Condition, uninterruptibly", "sync.Cond.Wait", () -> {
                Mutex mutex = new Mutex();
                mutex.lock();
                mutex.newCondition().awaitUninterruptibly();
            }),
            new Forever("WaitGroup", "sync.WaitGroup.Wait", () -> {
                WaitGroup group = new WaitGroup();
                group.add(1);
                group.await();
            }),
            new Forever("Once", "sync.Mutex.Lock", () -> {
                Once once = new Once();
                once.doOnce(() -> once.doOnce(() -> {
                }));
            }),
            new Forever("ErrGroup", "sync.WaitGroup.Wait", () -> {
                ErrGroup group = new ErrGroup();
                group.go(() -> select());
                group.await();
            }),
            new Forever("ErrGroup with a limit", "select", () -> {
                ErrGroup group = new ErrGroup();
                group.setLimit(0);
                group.go(() -> {
                });
            }),
            new Forever("WeightedSemaphore", "select", () -> {
                WeightedSemaphore semaphore = new WeightedSemaphore(1);
                semaphore.acquire(1);
                semaphore.acquire(1);
            }),
            new Forever("WeightedSemaphore, more than there is", "select (no cases)",
                    () -> new WeightedSemaphore(1).acquire(2)),
            new Forever("SingleFlight", "sync.WaitGroup.Wait", () -> {
                SingleFlight<String, Unit> flights = new SingleFlight<>();
                Channel<Unit> flying = Channel.make();
                go(() -> flights.run("k", () -> {
                    flying.close();
                    select();
                    return Unit.UNIT;
                }));
                flying.receive();
                flights.run("k", () -> Unit.UNIT);
            }),
            new Forever("a program", "chan receive", () -> Go.run(() -> select())));

    @TestFactory
    Stream<DynamicTest> aDeadlockIsFound() {
        return ALL.stream().map(f -> DynamicTest.dynamicTest(f.name, () -> {
            assertThatThrownBy(() -> SyncTest.run(f.task))
                    .isInstanceOfSatisfying(DeadlockException.class, e -> {
                        assertThat(e).hasMessageStartingWith("deadlock: all goroutines in bubble are blocked\n\n");
                        assertThat(e.goroutines()).anySatisfy(g -> {
                            assertThat(g.name()).isEqualTo("main");
                            assertThat(g.waitReason()).isEqualTo(f.reason);
                        });
                    });
        }));
    }

    @TestFactory
    Stream<DynamicTest> theClockMoves() {
        return ALL.stream().map(f -> DynamicTest.dynamicTest(f.name, () -> {
            assertThatThrownBy(() -> SyncTest.run(() -> {
                go(f.task);
                Instant start = Timers.now();
                SyncTest.await();
                Go.sleep(Duration.ofHours(1));
                assertThat(Timers.since(start)).isEqualTo(Duration.ofHours(1));
            })).isInstanceOf(DeadlockException.class)
                    .hasMessageStartingWith(
                            "deadlock: main bubble goroutine has exited but blocked goroutines remain\n\n")
                    .hasMessageContaining("[" + f.reason + "]");
        }));
    }

    // What is not durable: here the clock stands still, although somebody sleeps, until the event from outside comes.

    /** Runs a wait in a bubble in which another goroutine sleeps; the event comes from outside, later in real time. */
    private static void holdsTheClock(Task<?> waits, Task<?> event) throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        Thread outside = Thread.ofPlatform().start(() -> {
            try {
                waiting.await();
                Thread.sleep(30); // the clock would have jumped by then
                event.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        SyncTest.run(() -> {
            go(() -> Go.sleep(Duration.ofDays(1)));
            waiting.countDown();
            waits.run();
            assertThat(Timers.now()).isEqualTo("2000-01-01T00:00:00Z");
            Go.sleep(Duration.ofDays(1));
        });
        outside.join();
    }

    @Test
    void channelFromOutside() throws Exception {
        Channel<Unit> channel = Channel.make();
        holdsTheClock(channel::receive, channel::close);
        Channel<Unit> another = Channel.make();
        holdsTheClock(() -> another.send(Unit.UNIT), another::receive);
    }

    @Test
    void selectWithOneChannelFromOutside() throws Exception {
        Channel<Unit> channel = Channel.make();
        holdsTheClock(() -> select(receive(Channel.make()), receive(channel)), channel::close);
    }

    @Test
    void mutexFromOutside() throws Exception {
        Mutex mutex = new Mutex();
        mutex.lock();
        holdsTheClock(() -> {
            mutex.lock();
            mutex.unlock();
        }, mutex::unlock);
    }

    @Test
    void rwMutexFromOutside() throws Exception {
        RWMutex mutex = new RWMutex();
        mutex.lock();
        holdsTheClock(() -> {
            mutex.rLock();
            mutex.rUnlock();
        }, mutex::unlock);
        mutex.rLock();
        holdsTheClock(() -> {
            mutex.lock();
            mutex.unlock();
        }, mutex::rUnlock);
    }

    @Test
    void groupFromOutside() throws Exception {
        WaitGroup group = new WaitGroup();
        group.add(1);
        holdsTheClock(group::await, group::done);
        WaitGroup another = new WaitGroup();
        another.add(1);
        holdsTheClock(() -> another.await(Context.background()), another::done);
    }

    @Test
    void condFromOutside() throws Exception {
        Mutex mutex = new Mutex();
        Cond cond = new Cond(mutex);
        holdsTheClock(() -> {
            mutex.lock();
            cond.await();
            mutex.unlock();
        }, () -> {
            mutex.lock();
            cond.broadcast();
            mutex.unlock();
        });
    }

    @Test
    void semaphoreFromOutside() throws Exception {
        WeightedSemaphore semaphore = new WeightedSemaphore(1);
        semaphore.acquire(1);
        holdsTheClock(() -> {
            semaphore.acquire(1);
            semaphore.release(1);
        }, () -> semaphore.release(1));
    }

    @Test
    void flightFromOutside() throws Exception {
        SingleFlight<String, Integer> flights = new SingleFlight<>();
        Channel<Unit> land = Channel.make();
        Channel<Unit> flying = Channel.make();
        go(() -> flights.run("k", () -> {
            flying.close();
            land.receive();
            return 1;
        }));
        flying.receive();
        holdsTheClock(() -> assertThat(flights.run("k", () -> 2).value()).isEqualTo(1), land::close);
        assertThat(flights.run("k", () -> 3).value()).isEqualTo(3);
    }

    @Test
    void channelOfAFlightFromOutside() throws Exception {
        SingleFlight<String, Integer> flights = new SingleFlight<>();
        Channel<Unit> land = Channel.make();
        Channel<Unit> flying = Channel.make();
        go(() -> flights.run("k", () -> {
            flying.close();
            land.receive();
            return 1;
        }));
        flying.receive();
        holdsTheClock(
                () -> assertThat(flights.runChan("k", () -> 2).receive().value()).isEqualTo(1), land::close);
    }

    @Test
    void contextFromOutside() throws Exception {
        var ctx = Context.withCancel(Context.background());
        holdsTheClock(() -> ctx.done().receive(), ctx::cancel);
    }

    @Test
    void javaUtilConcurrent() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        holdsTheClock(latch::await, latch::countDown);
    }

    @Test
    void monitor() throws Exception {
        Object monitor = new Object();
        boolean[] set = new boolean[1];
        holdsTheClock(() -> {
            synchronized (monitor) {
                while (!set[0]) {
                    monitor.wait();
                }
            }
        }, () -> {
            synchronized (monitor) {
                set[0] = true;
                monitor.notifyAll();
            }
        });
    }
}
