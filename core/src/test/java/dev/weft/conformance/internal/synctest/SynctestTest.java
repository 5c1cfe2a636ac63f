package dev.weft.conformance.internal.synctest;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.trySelect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weft.Channel;
import dev.weft.DeadlockException;
import dev.weft.Go;
import dev.weft.ReceiveCase;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import dev.weft.testing.SyncTest;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Virtual time. Go's plain variables that are shared in a bubble are plain here, too: the fields of this class. */
@DisplayName("src/internal/synctest/synctest_test.go")
@Timeout(60)
class SynctestTest {
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration NANO = Duration.ofNanos(1);
    private static final WaitGroup OF_THE_CLASS = new WaitGroup();

    private boolean done;
    private int i;
    private int v1;
    private int v2;

    private interface Use<T> {
        void use(T t) throws Exception;
    }

    @Test
    @DisplayName("TestNow")
    void now() throws Exception {
        SyncTest.run(() -> {
            assertThat(Timers.now()).isEqualTo(START);
            go(() -> assertThat(Timers.now()).isEqualTo(START));
            Go.sleep(SECOND);
            assertThat(Timers.now()).isEqualTo(START.plus(SECOND));
        });
    }

    @Test
    @DisplayName("TestMonotonicClock")
    void timesFromOutsideAndInside() throws Exception {
        Instant start = Timers.now();
        SyncTest.run(() -> {
            Go.sleep(Timers.until(start));
            assertThat(Timers.now()).isEqualTo(start);
            Go.sleep(SECOND);
            assertThat(Timers.since(start)).isEqualTo(SECOND);
            assertThat(Duration.between(start, Timers.now())).isEqualTo(SECOND);
        });
    }

    @Test
    @DisplayName("TestRunEmpty")
    void empty() throws Exception {
        SyncTest.run(() -> {
        });
    }

    @Test
    @DisplayName("TestSimpleWait")
    void simpleWait() throws Exception {
        SyncTest.run(SyncTest::await);
    }

    @Test
    @DisplayName("TestGoroutineWait")
    void goroutineWait() throws Exception {
        SyncTest.run(() -> {
            go(() -> {
            });
            SyncTest.await();
        });
    }

    @Test
    @DisplayName("TestWait")
    void waitForAChain() throws Exception {
        SyncTest.run(() -> {
            Channel<Integer> ch = Channel.make();
            go(() -> link(ch));
            ch.send(100);
            SyncTest.await();
            assertThat(done).isTrue();
        });
    }

    private void link(Channel<Integer> ch) throws InterruptedException {
        int count = ch.receive();
        if (count == 0) {
            done = true;
        } else {
            go(() -> link(ch));
            ch.send(count - 1);
        }
    }

    @Test
    @DisplayName("TestMallocs")
    void allocates() throws Exception {
        for (int round = 0; round < 100; round++) {
            done = false;
            SyncTest.run(() -> {
                Channel<byte[]> ch = Channel.make();
                go(() -> allocatingLink(ch));
                ch.send(new byte[100]);
                SyncTest.await();
                assertThat(done).isTrue();
            });
        }
    }

    private void allocatingLink(Channel<byte[]> ch) throws InterruptedException {
        byte[] b = ch.receive();
        if (b.length == 0) {
            done = true;
        } else {
            go(() -> allocatingLink(ch));
            ch.send(new byte[b.length - 1]);
        }
    }

    @Test
    @DisplayName("TestTimerReadBeforeDeadline")
    void timerReadBeforeDeadline() throws Exception {
        SyncTest.run(() -> {
            Instant start = Timers.now();
            Timer tm = Timers.newTimer(Duration.ofSeconds(5));
            tm.channel().receive();
            assertThat(Timers.since(start)).isEqualTo(Duration.ofSeconds(5));
        });
    }

    @Test
    @DisplayName("TestTimerReadAfterDeadline")
    void timerReadAfterDeadline() throws Exception {
        SyncTest.run(() -> {
            Instant want = Timers.now().plus(SECOND);
            Timer tm = Timers.newTimer(SECOND);
            Go.sleep(SECOND.multipliedBy(2));
            assertThat(tm.channel().receive()).isEqualTo(want);
        });
    }

    @Test
    @DisplayName("TestTimerReset")
    void timerReset() throws Exception {
        SyncTest.run(() -> {
            Instant start = Timers.now();
            Timer tm = Timers.newTimer(SECOND);
            assertThat(tm.channel().receive()).isEqualTo(start.plusSeconds(1));
            tm.reset(Duration.ofSeconds(2));
            assertThat(tm.channel().receive()).isEqualTo(start.plusSeconds(1 + 2));
            tm.reset(Duration.ofSeconds(3));
            Go.sleep(SECOND);
            tm.reset(Duration.ofSeconds(3));
            assertThat(tm.channel().receive()).isEqualTo(start.plusSeconds(1 + 2 + 4));
        });
    }

    @Test
    @DisplayName("TestTimeAfter")
    void theFunctionOfATimerIsInTheBubble() throws Exception {
        SyncTest.run(() -> {
            Timers.afterFunc(SECOND, () -> {
                i++;
                go(() -> {
                    Go.sleep(SECOND);
                    i++;
                });
            });
            Go.sleep(Duration.ofSeconds(3));
            SyncTest.await();
            assertThat(i).isEqualTo(2);
        });
    }

    @Test
    @DisplayName("TestTimerAfterBubbleExit")
    void timerAfterTheEnd() throws Exception {
        SyncTest.run(() -> Timers.afterFunc(SECOND, () -> done = true));
        assertThat(done).isFalse();
    }

    @Test
    @DisplayName("TestTimerFromOutsideBubble")
    void timerFromOutside() throws Exception {
        Timer tm = Timers.newTimer(Duration.ofMillis(10));
        SyncTest.run(() -> assertThatThrownBy(() -> tm.channel().receive())
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("real time"));
        assertThat(tm.channel().receive()).isNotNull();
    }

    @Test
    @DisplayName("TestTimerNondeterminism")
    void timersAtTheSameInstant() throws Exception {
        SyncTest.run(() -> {
            boolean seen1 = false;
            boolean seen2 = false;
            for (int n = 0; n < 1000; n++) {
                Timer tm1 = Timers.newTimer(NANO);
                Timer tm2 = Timers.newTimer(NANO);
                switch (select(receive(tm1.channel()), receive(tm2.channel()))) {
                    case 0 -> seen1 = true;
                    default -> seen2 = true;
                }
                if (seen1 && seen2) {
                    return;
                }
                SyncTest.await();
            }
            throw new AssertionError("seen timer1: " + seen1 + ", timer2: " + seen2);
        });
    }

    @Test
    @DisplayName("TestSleepNondeterminism")
    void sleepsToTheSameInstant() throws Exception {
        SyncTest.run(() -> {
            boolean seen1 = false;
            boolean seen2 = false;
            for (int n = 0; n < 1000; n++) {
                AtomicInteger first = new AtomicInteger();
                go(() -> {
                    Go.sleep(NANO);
                    first.compareAndSet(0, 1);
                });
                go(() -> {
                    Go.sleep(NANO);
                    first.compareAndSet(0, 2);
                });
                Go.sleep(NANO);
                SyncTest.await();
                switch (first.get()) {
                    case 1 -> seen1 = true;
                    case 2 -> seen2 = true;
                    default -> throw new AssertionError("first = " + first);
                }
                if (seen1 && seen2) {
                    return;
                }
                SyncTest.await();
            }
            throw new AssertionError("seen goroutine 1: " + seen1 + ", 2: " + seen2);
        });
    }

    @Test
    @DisplayName("TestTimerRunsImmediately")
    void aTimerOfZeroIsReady() throws Exception {
        SyncTest.run(() -> {
            Instant start = Timers.now();
            ReceiveCase<Instant> got = receive(Timers.newTimer(Duration.ZERO).channel());
            assertThat(trySelect(got)).isZero();
            assertThat(got.value()).isEqualTo(start);
        });
    }

    @Test
    @DisplayName("TestTimerRanInPast")
    void aTimerThatWasDueInThePast() throws Exception {
        SyncTest.run(() -> {
            Instant want = Timers.now().plus(SECOND);
            ReceiveCase<Instant> got = receive(Timers.newTimer(SECOND).channel());
            Go.sleep(SECOND.multipliedBy(2));
            assertThat(trySelect(got)).isZero();
            assertThat(got.value()).isEqualTo(want);
        });
    }

    @Test
    @DisplayName("TestAfterFuncRunsImmediately")
    void aFunctionAfterZeroRunsAtOnce() throws Exception {
        SyncTest.run(() -> {
            AtomicBoolean b = new AtomicBoolean();
            Timers.afterFunc(Duration.ZERO, () -> b.set(true));
            while (!b.get()) {
                Go.gosched();
            }
        });
    }

    @Test
    @DisplayName("TestTimerResetZeroDoNotHang")
    void aResetToZeroDoesNotHang() throws Exception {
        SyncTest.run(() -> {
            Timer timer = Timers.newTimer(Duration.ZERO);
            CancelableContext ctx = Context.withCancel(Context.background());
            go(() -> {
                while (select(receive(ctx.done()), receive(timer.channel())) != 0) {
                    // again
                }
            });
            SyncTest.await();
            timer.reset(Duration.ZERO);
            SyncTest.await();
            ctx.cancel();
            SyncTest.await();
        });
    }

    private static void channelFromOutside(Use<Channel<Integer>> outside, Use<Channel<Integer>> inside)
            throws Exception {
        Channel<Integer> ch = Channel.make();
        Timers.afterFunc(Duration.ofMillis(1), () -> outside.use(ch));
        SyncTest.run(() -> inside.use(ch));
    }

    @Test
    @DisplayName("TestChannelFromOutsideBubble")
    void channelFromOutside() throws Exception {
        Channel<Unit> another = Channel.make();
        channelFromOutside(Channel::close, Channel::receive);
        channelFromOutside(ch -> ch.send(0), Channel::receive);
        channelFromOutside(Channel::receive, ch -> ch.send(0));
        channelFromOutside(Channel::close, ch -> select(receive(ch), receive(another)));
        channelFromOutside(Channel::close, ch -> select(receive(ch), receive(Channel.make())));
    }

    /** Hands something out of a bubble, and uses it there, or in another bubble. */
    private static <T> void movedOut(Use<Channel<T>> makeAndSend, Use<T> use, String text) throws Exception {
        for (boolean otherBubble : new boolean[] {false, true}) {
            Channel<T> ch = Channel.make();
            Channel<Unit> used = Channel.make();
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            go(() -> {
                try (used) {
                    T made = ch.receive();
                    Task<?> task = () -> thrown.set(catchThrowable(() -> use.use(made)));
                    if (otherBubble) {
                        SyncTest.run(task);
                    } else {
                        task.run();
                    }
                }
            });
            SyncTest.run(() -> makeAndSend.use(ch));
            used.receive();
            assertThat(thrown.get()).isInstanceOf(IllegalStateException.class).hasMessageStartingWith(text);
        }
    }

    @Test
    @DisplayName("TestChannelMovedOutOfBubble")
    void channelMovedOut() throws Exception {
        Use<Channel<Channel<Unit>>> make = ch -> ch.send(Channel.make());
        movedOut(make, Channel::receive, "receive on synctest channel from outside bubble");
        movedOut(make, ch -> ch.send(Unit.UNIT), "send on synctest channel from outside bubble");
        movedOut(make, Channel::close, "close of synctest channel from outside bubble");
    }

    @Test
    @DisplayName("TestTimerFromInsideBubble")
    void timerMovedOut() throws Exception {
        Use<Channel<Timer>> make = ch -> ch.send(Timers.newTimer(SECOND));
        movedOut(make, tm -> tm.channel().receive(), "receive on synctest channel from outside bubble");
        movedOut(make, tm -> tm.reset(SECOND), "reset of synctest timer from outside bubble");
        movedOut(make, Timer::stop, "stop of synctest timer from outside bubble");
    }

    private static void deadlocks(String text, Task<?> test) {
        assertThatThrownBy(() -> SyncTest.run(test)).isInstanceOf(DeadlockException.class)
                .hasMessageStartingWith(text + "\n\ngoroutine ");
    }

    @Test
    @DisplayName("TestDeadlockRoot")
    void deadlockOfMain() {
        deadlocks("deadlock: all goroutines in bubble are blocked", () -> select());
    }

    @Test
    @DisplayName("TestDeadlockChild")
    void deadlockOfAnother() {
        deadlocks("deadlock: main bubble goroutine has exited but blocked goroutines remain", () -> go(() -> select()));
    }

    @Test
    @DisplayName("TestDeadlockTicker")
    void deadlockWithATicker() {
        deadlocks("deadlock: main bubble goroutine has exited but blocked goroutines remain", () -> {
            go(() -> {
                Timers.tick(SECOND).receive();
                throw new AssertionError("ticker unexpectedly ran");
            });
        });
    }

    @Test
    @DisplayName("TestCond")
    void cond() throws Exception {
        SyncTest.run(() -> {
            Mutex mu = new Mutex();
            Cond cond = new Cond(mu);
            Instant start = Timers.now();
            Duration waitTime = Duration.ofMillis(1);
            go(() -> {
                Go.sleep(waitTime);
                mu.lock();
                cond.signal();
                mu.unlock();
                Go.sleep(waitTime);
                mu.lock();
                cond.broadcast();
                mu.unlock();
            });
            mu.lock();
            cond.await();
            mu.unlock();
            assertThat(Timers.since(start)).isEqualTo(waitTime);
            go(() -> {
                mu.lock();
                cond.await();
                mu.unlock();
                done = true;
            });
            mu.lock();
            cond.await();
            mu.unlock();
            SyncTest.await();
            assertThat(done).isTrue();
            assertThat(Timers.since(start)).isEqualTo(waitTime.multipliedBy(2));
        });
    }

    private static void everySecond(Predicate<Instant> yield) throws InterruptedException {
        while (yield.test(Timers.now())) {
            Go.sleep(SECOND);
        }
    }

    @Test
    @DisplayName("TestIteratorPush")
    void iteratorPush() throws Exception {
        SyncTest.run(() -> {
            List<Instant> got = new ArrayList<>();
            go(() -> everySecond(now -> {
                got.add(now);
                return got.size() < 3;
            }));
            List<Instant> want = List.of(Timers.now(), Timers.now().plusSeconds(1), Timers.now().plusSeconds(2));
            Go.sleep(Duration.ofSeconds(5));
            SyncTest.await();
            assertThat(got).isEqualTo(want);
        });
    }

    @Test
    @DisplayName("TestWaitGroupInBubble")
    void waitGroupInBubble() throws Exception {
        SyncTest.run(() -> {
            WaitGroup wg = new WaitGroup();
            wg.add(1);
            go(() -> {
                Go.sleep(SECOND);
                wg.done();
            });
            Instant start = Timers.now();
            wg.await();
            assertThat(Timers.since(start)).isEqualTo(SECOND);
        });
    }

    @Test
    @DisplayName("TestWaitGroupRacingAdds")
    void waitGroupRacingAdds() throws Exception {
        SyncTest.run(() -> {
            WaitGroup wg = new WaitGroup();
            for (int n = 0; n < 100; n++) {
                wg.go(() -> {
                });
            }
            wg.await();
        });
    }

    @Test
    @DisplayName("TestWaitGroupOutOfBubble")
    void waitGroupOutOfBubble() throws Exception {
        WaitGroup wg = new WaitGroup();
        wg.add(1);
        Channel<Unit> donec = Channel.make();
        go(() -> SyncTest.run(() -> {
            wg.await();
            donec.close();
        }));
        assertThat(select(Duration.ofMillis(1), receive(donec))).as("ended before done").isEqualTo(-1);
        wg.done();
        donec.receive();
    }

    @Test
    @DisplayName("TestWaitGroupMovedOutOfBubble")
    void waitGroupMovedOut() throws Exception {
        AtomicReference<WaitGroup> wg = new AtomicReference<>();
        SyncTest.run(() -> {
            wg.set(new WaitGroup());
            wg.get().add(1);
        });
        assertThatThrownBy(() -> wg.get().add(1)).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("sync: WaitGroup.Add called from inside and outside synctest bubble");
    }

    @Test
    @DisplayName("TestWaitGroupMovedBetweenBubblesWithNonZeroCount")
    void waitGroupMovedBetweenBubbles() throws Exception {
        AtomicReference<WaitGroup> wg = new AtomicReference<>();
        SyncTest.run(() -> {
            wg.set(new WaitGroup());
            wg.get().add(1);
        });
        SyncTest.run(() -> assertThatThrownBy(() -> wg.get().add(1)).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("sync: WaitGroup.Add called from multiple synctest bubbles"));
    }

    @Test
    @DisplayName("TestWaitGroupDisassociateInWait")
    void waitGroupUsedInTwoBubbles() throws Exception {
        WaitGroup wg = new WaitGroup();
        SyncTest.run(() -> {
            wg.add(1);
            wg.done();
            wg.await();
        });
        SyncTest.run(() -> {
            wg.add(1);
            wg.done();
        });
    }

    @Test
    @DisplayName("TestWaitGroupLinkerAllocated")
    void waitGroupInAStaticField() throws Exception {
        SyncTest.run(() -> {
            OF_THE_CLASS.go(() -> {
            });
            OF_THE_CLASS.await();
        });
    }

    @Test
    @DisplayName("TestWaitGroupManyBubbles")
    void waitGroupsInManyBubbles() throws Exception {
        WaitGroup wg = new WaitGroup();
        AtomicInteger passed = new AtomicInteger();
        for (int n = 0; n < 100; n++) {
            wg.go(() -> {
                SyncTest.run(() -> {
                    Channel<Unit> cancelc = Channel.make();
                    WaitGroup wg2 = new WaitGroup();
                    for (int k = 0; k < 100; k++) {
                        wg2.go(() -> cancelc.receive());
                    }
                    SyncTest.await();
                    cancelc.close();
                    wg2.await();
                });
                passed.incrementAndGet();
            });
        }
        wg.await();
        assertThat(passed).hasValue(100);
    }

    @Test
    @DisplayName("TestHappensBefore")
    void happensBefore() throws Exception {
        SyncTest.run(() -> {
            v1++;
            v2++;
            go(() -> v1++);
            go(() -> v2++);
            SyncTest.await();

            v1++;
            v2++;
            Channel<Unit> ch1 = Channel.make();
            go(() -> {
                v1++;
                ch1.receive();
            });
            go(() -> {
                v2++;
                ch1.receive();
            });
            SyncTest.await();

            v1++;
            v2++;
            ch1.close();
            Timers.afterFunc(Duration.ZERO, () -> v1++);
            Timers.afterFunc(Duration.ZERO, () -> v2++);
            SyncTest.await();

            v1++;
            v2++;
            Channel<Unit> ch2 = Channel.make();
            Timers.afterFunc(Duration.ZERO, () -> {
                v1++;
                ch2.receive();
            });
            Timers.afterFunc(Duration.ZERO, () -> {
                v2++;
                ch2.receive();
            });
            SyncTest.await();

            v1++;
            v2++;
            ch2.close();
        });
        SyncTest.run(() -> {
            go(() -> go(() -> v1++));
            go(() -> go(() -> v2++));
        });
        assertThat(v1).isEqualTo(10);
        assertThat(v2).isEqualTo(10);
    }
}
