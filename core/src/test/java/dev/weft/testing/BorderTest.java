package dev.weft.testing;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weft.Channel;
import dev.weft.Channels;
import dev.weft.Go;
import dev.weft.ReceiveChannel;
import dev.weft.SelectCase;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.support.Goroutines;
import dev.weft.sync.Cond;
import dev.weft.sync.ErrGroup;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import dev.weft.sync.SingleFlight;
import dev.weft.sync.WaitGroup;
import dev.weft.sync.WeightedSemaphore;
import dev.weft.time.RateLimiter;
import dev.weft.time.Ticker;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What belongs to a bubble cannot be used outside, and what follows real time cannot be used inside. */
@Timeout(60)
class BorderTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** Makes something in a bubble, and uses it outside while the bubble lives, in another bubble, and afterwards. */
    private <T> void refused(String text, Make<T> make, Use<T> use) throws Exception {
        AtomicReference<T> made = new AtomicReference<>();
        SyncTest.run(() -> {
            made.set(make.make());
            AtomicReference<Throwable> outside = new AtomicReference<>();
            Thread.ofPlatform().start(() -> outside.set(catchThrowable(() -> use.use(made.get())))).join();
            assertForeign(outside.get(), text);
        });
        assertForeign(catchThrowable(() -> use.use(made.get())), text);
        SyncTest.run(() -> assertForeign(catchThrowable(() -> use.use(made.get())), text));
    }

    private interface Make<T> {
        T make() throws Exception;
    }

    private interface Use<T> {
        void use(T t) throws Exception;
    }

    private static void assertForeign(Throwable thrown, String text) {
        assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessageStartingWith(text)
                .hasMessageContaining("test with virtual time");
    }

    @Test
    void channel() throws Exception {
        Make<Channel<Unit>> make = () -> Channel.make(1);
        refused("send on synctest channel from outside bubble", make, c -> c.send(Unit.UNIT));
        refused("send on synctest channel from outside bubble", make, c -> c.trySend(Unit.UNIT));
        refused("send on synctest channel from outside bubble", make, c -> c.trySend(Unit.UNIT, HOUR));
        refused("receive on synctest channel from outside bubble", make, Channel::receive);
        refused("receive on synctest channel from outside bubble", make, Channel::tryReceive);
        refused("receive on synctest channel from outside bubble", make, c -> c.tryReceive(HOUR));
        refused("receive on synctest channel from outside bubble", make, c -> c.iterator().hasNext());
        refused("receive on synctest channel from outside bubble", make, c -> c.stream().findFirst());
        refused("receive on synctest channel from outside bubble", make, Channel::drained);
        refused("close of synctest channel from outside bubble", make, Channel::close);
        refused("close of synctest channel from outside bubble", make, Channel::tryClose);
        refused("select on synctest channel from outside bubble", make, c -> select(receive(c)));
        refused("select on synctest channel from outside bubble", make, c -> select(HOUR, send(c, Unit.UNIT)));
        refused("select on synctest channel from outside bubble", make, c -> trySelect(receive(c)));
        refused("select on synctest channel from outside bubble", make,
                c -> trySelect(receive(Channel.make()), receive(c)));
    }

    @Test
    void unbufferedChannel() throws Exception {
        refused("send on synctest channel from outside bubble", Channel::make, c -> c.send(Unit.UNIT));
        refused("receive on synctest channel from outside bubble", Channel::make, Channel::receive);
    }

    /** Nobody looks at what the callback of a future throws. */
    @Test
    void aFutureThatIsCompletedOutside() throws Exception {
        SyncTest.run(() -> {
            CompletableFuture<Integer> future = new CompletableFuture<>();
            ReceiveChannel<Integer> c = Channels.from(future);
            AtomicReference<Throwable> handled = new AtomicReference<>();
            Thread outside = Thread.ofPlatform().uncaughtExceptionHandler((t, e) -> handled.set(e))
                    .unstarted(() -> future.complete(1));
            outside.start();
            outside.join();
            assertForeign(handled.get(), "send on synctest channel from outside bubble");
            assertThat(c.tryReceive()).isNull();
        });
    }

    /** A case is free again after a select that was refused. */
    @Test
    void aRefusedSelectLeavesItsCases() throws Exception {
        Channel<Unit> outside = Channel.make(1);
        SelectCase free = receive(outside);
        AtomicReference<Channel<Unit>> inside = new AtomicReference<>();
        SyncTest.run(() -> inside.set(Channel.make()));
        assertThatThrownBy(() -> select(free, receive(inside.get()))).isInstanceOf(IllegalStateException.class);
        outside.send(Unit.UNIT);
        g.join(g.go(() -> assertThat(select(free)).isZero()));
    }

    @Test
    void whatWasRefusedHasChangedNothing() throws Exception {
        SyncTest.run(() -> {
            Channel<Integer> channel = Channel.make(1);
            Thread.ofPlatform().start(() -> {
                assertForeign(catchThrowable(() -> channel.send(1)), "send on synctest channel");
                assertForeign(catchThrowable(channel::close), "close of synctest channel");
            }).join();
            assertThat(channel.len()).isZero();
            channel.send(2);
            assertThat(channel.receive()).isEqualTo(2);
        });
    }

    @Test
    void timer() throws Exception {
        Make<Timer> make = () -> Timers.newTimer(HOUR);
        refused("receive on synctest channel from outside bubble", make, t -> t.channel().receive());
        refused("stop of synctest timer from outside bubble", make, Timer::stop);
        refused("reset of synctest timer from outside bubble", make, t -> t.reset(HOUR));
        Make<Ticker> ticker = () -> Timers.newTicker(HOUR);
        refused("receive on synctest channel from outside bubble", ticker, t -> t.channel().receive());
        refused("stop of synctest timer from outside bubble", ticker, Ticker::stop);
        refused("reset of synctest timer from outside bubble", ticker, t -> t.reset(HOUR));
        Make<Timer> afterFunc = () -> Timers.afterFunc(HOUR, () -> {
        });
        refused("stop of synctest timer from outside bubble", afterFunc, Timer::stop);
        refused("reset of synctest timer from outside bubble", afterFunc, t -> t.reset(HOUR));
    }

    @Test
    void context() throws Exception {
        for (Make<CancelableContext> make : java.util.List.<Make<CancelableContext>>of(
                () -> Context.withCancel(Context.background()),
                () -> Context.withTimeout(Context.background(), HOUR))) {
            refused("close of synctest channel from outside bubble", make, CancelableContext::cancel);
            refused("close of synctest channel from outside bubble", make, c -> c.cancel(new Exception()));
            refused("receive on synctest channel from outside bubble", make, c -> c.done().receive());
            refused("select on synctest channel from outside bubble", make, c -> Go.sleep(c, HOUR));
            refused("derive from synctest channel from outside bubble", make, Context::withCancel);
            refused("derive from synctest channel from outside bubble", make, c -> Context.afterFunc(c, () -> {
            }));
        }
    }

    @Test
    void group() throws Exception {
        AtomicReference<WaitGroup> group = new AtomicReference<>();
        SyncTest.run(() -> {
            group.set(new WaitGroup());
            Thread.ofPlatform()
                    .start(() -> assertForeign(catchThrowable(() -> group.get().add(1)),
                            "sync: WaitGroup.Add called from inside and outside synctest bubble"))
                    .join();
        });
        assertForeign(catchThrowable(() -> group.get().go(() -> {
        })), "sync: WaitGroup.Add called from inside and outside synctest bubble");
        SyncTest.run(() -> assertForeign(catchThrowable(() -> group.get().add(1)),
                "sync: WaitGroup.Add called from multiple synctest bubbles"));
    }

    /** With a context, it is a select. */
    @Test
    void waitingForAGroup() throws Exception {
        Make<WaitGroup> make = () -> {
            WaitGroup group = new WaitGroup();
            group.add(1);
            return group;
        };
        refused("select on synctest channel from outside bubble", make, w -> w.await(Context.background()));
        AtomicReference<ErrGroup> errGroup = new AtomicReference<>();
        SyncTest.run(() -> {
            errGroup.set(new ErrGroup());
            WaitGroup group = make.make();
            Channel<Unit> end = Channel.make();
            errGroup.get().go(end::receive);
            Thread.ofPlatform().start(() -> Go.unchecked(() -> {
                assertThat(group.await(Duration.ofNanos(1))).isFalse();
                run(() -> assertThat(errGroup.get().await(Duration.ofNanos(1))).isFalse());
                assertForeign(catchThrowable(() -> errGroup.get().await(Context.background())),
                        "select on synctest channel from outside bubble");
            })).join();
            end.close();
        });
        errGroup.get().await();
        errGroup.get().await(Context.background()); // has not to wait
    }

    @Test
    void singleFlight() throws Exception {
        Make<SingleFlight<String, Unit>> make = SingleFlight::new;
        refused("use of synctest singleflight from outside bubble", make, f -> f.run("k", () -> Unit.UNIT));
        refused("use of synctest singleflight from outside bubble", make, f -> f.runChan("k", () -> Unit.UNIT));
        refused("use of synctest singleflight from outside bubble", make, f -> f.forget("k"));
    }

    @Test
    void rateLimiter() throws Exception {
        Make<RateLimiter> make = () -> new RateLimiter(1, 1);
        refused("use of synctest rate limiter from outside bubble", make, RateLimiter::allow);
        refused("use of synctest rate limiter from outside bubble", make, RateLimiter::await);
        refused("use of synctest rate limiter from outside bubble", make, r -> r.await(Context.background()));
        refused("use of synctest rate limiter from outside bubble", make, RateLimiter::reserve);
        refused("use of synctest rate limiter from outside bubble", make, r -> r.setRate(2));
        refused("use of synctest rate limiter from outside bubble", make, r -> r.setBurst(2));
    }

    /** A thread outside may use a lock of a bubble, but neither wait for it nor wake goroutines that do. */
    private void waitingAndWakingIsRefused(String lock, String unlock, Function<Task<?>, Thread> inBubble, Task<?> hold,
            Task<?> release, Task<?> acquire) throws Exception {
        Thread.ofPlatform().start(() -> Go.unchecked(() -> {
            run(hold);
            run(release);
            run(hold);
        })).join();
        Thread waits = inBubble.apply(acquire);
        CountDownLatch done = new CountDownLatch(1);
        AtomicReference<Throwable> first = new AtomicReference<>();
        AtomicReference<Throwable> second = new AtomicReference<>();
        Thread outside = Thread.ofPlatform().start(() -> {
            Goroutines.awaitUntil(() -> java.util.concurrent.locks.LockSupport.getBlocker(waits) != null);
            first.set(catchThrowable(acquire::run));
            second.set(catchThrowable(release::run));
            done.countDown();
        });
        done.await(); // in real time
        outside.join();
        assertForeign(first.get(), lock);
        assertForeign(second.get(), unlock);
        release.run();
    }

    private static void run(Task<?> task) {
        try {
            task.run();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void mutex() throws Exception {
        SyncTest.run(() -> {
            Mutex mutex = new Mutex();
            waitingAndWakingIsRefused("lock of synctest mutex from outside bubble",
                    "unlock of synctest mutex from outside bubble", Go::go, mutex::lock, mutex::unlock, () -> {
                        mutex.lock();
                        mutex.unlock();
                    });
        });
    }

    @Test
    void rwMutexWhereAReaderWaits() throws Exception {
        SyncTest.run(() -> {
            RWMutex mutex = new RWMutex();
            waitingAndWakingIsRefused("lock of synctest RWMutex from outside bubble",
                    "unlock of synctest RWMutex from outside bubble", Go::go, mutex::lock, mutex::unlock, () -> {
                        mutex.rLock();
                        mutex.rUnlock();
                    });
        });
    }

    @Test
    void rwMutexWhereAWriterWaits() throws Exception {
        SyncTest.run(() -> {
            RWMutex mutex = new RWMutex();
            waitingAndWakingIsRefused("lock of synctest RWMutex from outside bubble",
                    "unlock of synctest RWMutex from outside bubble", Go::go, mutex::rLock, mutex::rUnlock, () -> {
                        mutex.lock();
                        mutex.unlock();
                    });
        });
    }

    @Test
    void semaphore() throws Exception {
        SyncTest.run(() -> {
            WeightedSemaphore semaphore = new WeightedSemaphore(1);
            waitingAndWakingIsRefused("acquire of synctest semaphore from outside bubble",
                    "release of synctest semaphore from outside bubble", Go::go, () -> semaphore.acquire(1),
                    () -> semaphore.release(1), () -> {
                        semaphore.acquire(1);
                        semaphore.release(1);
                    });
        });
    }

    @Test
    void cond() throws Exception {
        SyncTest.run(() -> {
            Mutex mutex = new Mutex();
            Cond cond = new Cond(mutex);
            Thread waits = go(() -> {
                mutex.lock();
                cond.await();
                mutex.unlock();
            });
            AtomicReference<Throwable> signal = new AtomicReference<>();
            AtomicReference<Throwable> broadcast = new AtomicReference<>();
            CountDownLatch done = new CountDownLatch(1);
            Thread.ofPlatform().start(() -> {
                Goroutines.awaitParked(waits, "sync.Cond.Wait");
                signal.set(catchThrowable(cond::signal));
                broadcast.set(catchThrowable(cond::broadcast));
                done.countDown();
            });
            done.await(); // to join a thread would keep the carrier, on Java 21
            assertForeign(signal.get(), "semaphore wake of synctest goroutine from outside bubble");
            assertForeign(broadcast.get(), "semaphore wake of synctest goroutine from outside bubble");
            cond.signal();
        });
    }

    /** A lock in a static field, for instance, whose class was first used in a test. */
    @Test
    void locksCanBeUsedWhenTheirBubbleIsOver() throws Exception {
        AtomicReference<Mutex> mutex = new AtomicReference<>();
        AtomicReference<RWMutex> rwMutex = new AtomicReference<>();
        SyncTest.run(() -> {
            mutex.set(new Mutex());
            rwMutex.set(new RWMutex());
        });
        mutex.get().lock();
        rwMutex.get().lock();
        Thread waits = g.go(() -> {
            mutex.get().lock();
            mutex.get().unlock();
        });
        Thread reads = g.go(() -> {
            rwMutex.get().rLock();
            rwMutex.get().rUnlock();
        });
        Goroutines.awaitParked(waits, "sync.Mutex.Lock");
        Goroutines.awaitParked(reads, "sync.RWMutex.RLock");
        mutex.get().unlock();
        rwMutex.get().unlock();
        g.join(waits);
        g.join(reads);
    }

    /** Something that a class makes when it is first used, here in a test with virtual time. */
    private static final class FirstUsedInATest {
        static final Channel<Unit> CHANNEL = Channel.make(1);
    }

    @Test
    void aStaticFieldOfAClassThatWasFirstUsedInATest() throws Exception {
        SyncTest.run(() -> FirstUsedInATest.CHANNEL.send(Unit.UNIT));
        assertThatThrownBy(() -> FirstUsedInATest.CHANNEL.receive()).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("static field");
    }

    // What follows real time.

    private static void refusedInside(Use<Unit> use) throws Exception {
        SyncTest.run(() -> assertThatThrownBy(() -> use.use(Unit.UNIT)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("of real time inside synctest bubble")
                .hasMessageContaining("make it inside"));
    }

    @Test
    void timersFromOutside() throws Exception {
        Timer timer = Timers.newTimer(HOUR);
        Ticker ticker = Timers.newTicker(HOUR);
        Timer function = Timers.afterFunc(HOUR, () -> {
        });
        refusedInside(u -> timer.channel().receive());
        refusedInside(u -> timer.channel().tryReceive());
        refusedInside(u -> select(receive(timer.channel()), receive(Channel.make())));
        refusedInside(u -> timer.reset(HOUR));
        refusedInside(u -> ticker.channel().receive());
        refusedInside(u -> ticker.reset(HOUR));
        refusedInside(u -> function.reset(HOUR));
        SyncTest.run(() -> {
            assertThat(timer.stop()).isTrue();
            assertThat(function.stop()).isTrue();
            ticker.stop();
        });
    }

    @Test
    void contextsWithADeadlineFromOutside() throws Exception {
        try (CancelableContext ctx = Context.withTimeout(Context.background(), HOUR);
                CancelableContext child = Context.withCancel(ctx)) {
            Context value = Context.withValue(child, Context.Key.of("k"), "v");
            for (Context c : java.util.List.of(ctx, child, value)) {
                refusedInside(u -> c.done().receive());
                refusedInside(u -> Go.sleep(c, HOUR));
                refusedInside(u -> Context.withCancel(c));
                refusedInside(u -> Context.withTimeout(c, Duration.ofSeconds(1)));
                refusedInside(u -> Context.withTimeout(c, HOUR.multipliedBy(2)));
                refusedInside(u -> Context.afterFunc(c, () -> {
                }));
                refusedInside(u -> new RateLimiter(1, 1).await(c));
            }
            SyncTest.run(() -> {
                child.cancel();
                assertThat(child.err()).isNotNull();
                assertThat(ctx.err()).isNull();
            });
        }
    }

    @Test
    void rateLimiterFromOutside() throws Exception {
        RateLimiter limiter = new RateLimiter(1, 1);
        refusedInside(u -> limiter.allow());
        refusedInside(u -> limiter.await());
        refusedInside(u -> limiter.reserve());
    }

    // What crosses the border all the same.

    @Test
    void aContextOfTheBubbleEndsWithItsParentOutside() throws Exception {
        CancelableContext parent = Context.withCancel(Context.background());
        CountDownLatch waiting = new CountDownLatch(1);
        g.platform(() -> {
            waiting.await();
            parent.cancel();
        });
        SyncTest.run(() -> {
            CancelableContext ctx = Context.withTimeout(parent, HOUR);
            AtomicReference<Thread.State> ran = new AtomicReference<>();
            Context.afterFunc(ctx, () -> ran.set(Thread.currentThread().getState()));
            waiting.countDown();
            while (ctx.err() == null) {
                Go.gosched();
            }
            ctx.done().receive();
            while (ran.get() == null) { // the canceller is outside: await would not wait until it has started this
                Go.gosched();
            }
            assertThat(ran.get()).isEqualTo(Thread.State.RUNNABLE);
            assertThat(Timers.now()).isEqualTo("2000-01-01T00:00:00Z");
        });
    }
}
