package dev.weft.testing;

import static dev.weft.Go.go;
import static dev.weft.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weft.Channel;
import dev.weft.DeadlockException;
import dev.weft.Go;
import dev.weft.GoroutineState;
import dev.weft.Task;
import dev.weft.UncheckedInterruptedException;
import dev.weft.Unit;
import dev.weft.context.Context;
import dev.weft.support.Goroutines;
import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import dev.weft.time.Timers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a test with virtual time ends: it passes, it fails, it is stuck, it is interrupted. */
@Timeout(60)
class BubbleEndTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private static final Duration SECOND = Duration.ofSeconds(1);

    // It passes.

    @Test
    void anEmptyTestPasses() throws Exception {
        SyncTest.run(() -> {
        });
    }

    @Test
    void itIsOverWhenAllHaveEnded() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        SyncTest.run(() -> go(() -> {
            for (int i = 0; i < 1_000; i++) {
                Go.gosched();
            }
            ended.set(true);
        }));
        assertThat(ended).isTrue();
    }

    @Test
    void theEndOfMainInterruptsNobody() throws Exception {
        AtomicBoolean interrupted = new AtomicBoolean();
        Channel<Unit> outside = Channel.make();
        Thread[] last = new Thread[1];
        g.platform(() -> {
            Goroutines.awaitUntil(() -> last[0] != null && Goroutines.isParked(last[0], "chan receive"));
            outside.send(Unit.UNIT);
        });
        SyncTest.run(() -> last[0] = go(() -> {
            outside.receive();
            interrupted.set(Thread.currentThread().isInterrupted());
        }));
        assertThat(interrupted).isFalse();
    }

    @Test
    void goroutinesThatMainLeftMayWakeEachOther() throws Exception {
        AtomicInteger got = new AtomicInteger();
        SyncTest.run(() -> {
            Channel<Integer> numbers = Channel.make();
            go(() -> numbers.forEach(got::addAndGet));
            go(() -> {
                for (int i = 1; i <= 100; i++) {
                    numbers.send(i);
                }
                numbers.close();
            });
        });
        assertThat(got).hasValue(5050);
    }

    @Test
    void timersThatAreNotDueAreDropped() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        SyncTest.run(() -> {
            Timers.afterFunc(SECOND, () -> ran.set(true));
            Context.withTimeout(Context.background(), SECOND);
            Timers.newTicker(SECOND);
        });
        assertThat(ran).isFalse();
    }

    // It fails.

    @Test
    void theFailureOfMainIsThrownAsItIs() {
        for (Throwable failure : List.of(new AssertionError("wrong"), new IOException("file"), new Error("error"))) {
            assertThat(catchThrowable(() -> SyncTest.run(() -> {
                Go.sleep(SECOND);
                throw BubbleEndTest.<RuntimeException>asIs(failure);
            }))).isSameAs(failure);
            assertThat(failure).hasNoSuppressedExceptions();
        }
    }

    @Test
    void theFailureOfAnyGoroutineIsThrownAsItIs() {
        AssertionError failure = new AssertionError("wrong");
        AtomicReference<Throwable> main = new AtomicReference<>();
        assertThat(catchThrowable(() -> SyncTest.run(() -> {
            go(() -> {
                Go.sleep(SECOND);
                throw failure;
            });
            try {
                Go.sleep(SECOND.multipliedBy(2));
            } catch (InterruptedException e) {
                main.set(e);
                throw e;
            }
        }))).isSameAs(failure);
        assertThat(main.get()).as("main is interrupted").isInstanceOf(InterruptedException.class);
    }

    @Test
    void aFailureAfterTheEndOfMainCounts() {
        AssertionError failure = new AssertionError("late");
        assertThat(catchThrowable(() -> SyncTest.run(() -> {
            Channel<Unit> end = Channel.make();
            go(() -> {
                end.receive();
                throw failure;
            });
            end.close();
        }))).isSameAs(failure);
    }

    @Test
    void aFailureInAFunctionThatWasSetCounts() {
        AssertionError failure = new AssertionError("in a function");
        assertThat(catchThrowable(() -> SyncTest.run(() -> {
            Timers.afterFunc(SECOND, () -> {
                throw failure;
            });
            select();
        }))).isSameAs(failure);
    }

    @Test
    void whatAFailureInterruptsMayTakeTimeToCleanUp() {
        AssertionError failure = new AssertionError("wrong");
        AtomicReference<Duration> cleaned = new AtomicReference<>();
        assertThat(catchThrowable(() -> SyncTest.run(() -> {
            go(() -> {
                Instant interrupted = Timers.now();
                try {
                    select();
                } finally {
                    Go.sleep(Duration.ofMinutes(1));
                    WaitGroup last = new WaitGroup();
                    last.go(() -> Go.uninterruptibly(() -> Go.sleep(Duration.ofMinutes(1))));
                    last.await();
                    cleaned.set(Timers.since(interrupted));
                }
            });
            SyncTest.await();
            throw failure;
        }))).isSameAs(failure);
        assertThat(cleaned.get()).isEqualTo(Duration.ofMinutes(2));
    }

    // It is stuck.

    @Test
    void aDeadlockListsAllAndInterruptsThem() {
        AtomicInteger interrupted = new AtomicInteger();
        Task<?> stuck = () -> {
            try {
                Channel.make().receive();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            }
        };
        assertThatThrownBy(() -> SyncTest.run(() -> {
            for (int i = 0; i < 10; i++) {
                Go.go("stuck " + i, stuck);
            }
            Go.run(stuck);
        })).isInstanceOfSatisfying(DeadlockException.class, e -> {
            assertThat(e.goroutines()).hasSize(12);
            assertThat(e.goroutines()).extracting(GoroutineState::name).contains("stuck 0", "stuck 9", "main");
            assertThat(e.goroutines()).allSatisfy(
                    state -> assertThat(state.waitReason()).isEqualTo("chan receive"));
            assertThat(e.getMessage()).contains("[chan receive]", "BubbleEndTest");
        });
        assertThat(interrupted).hasValue(11);
    }

    @Test
    void thoseThatMainLeftAreListedAndInterrupted() {
        AtomicInteger interrupted = new AtomicInteger();
        assertThatThrownBy(() -> SyncTest.run(() -> {
            for (int i = 0; i < 10; i++) {
                go(() -> {
                    try {
                        Go.sleep(SECOND);
                    } catch (InterruptedException e) {
                        interrupted.incrementAndGet();
                    }
                });
            }
        })).isInstanceOfSatisfying(DeadlockException.class, e -> {
            assertThat(e).hasMessageStartingWith(
                    "deadlock: main bubble goroutine has exited but blocked goroutines remain\n\n");
            assertThat(e.goroutines()).hasSize(10);
        });
        assertThat(interrupted).hasValue(10);
    }

    @Test
    void thoseThatIgnoreTheInterruptAreAbandoned() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> SyncTest.run(() -> {
                Mutex mutex = new Mutex();
                mutex.lock();
                go(mutex::lock);
                go(mutex::lock);
                mutex.lock();
            })).isInstanceOfSatisfying(DeadlockException.class, e -> assertThat(e.goroutines()).hasSize(3));
        }
    }

    @Test
    void theAbandonedOfAnInnerProgramAreForgotten() {
        List<Thread> stuck = Collections.synchronizedList(new ArrayList<>());
        assertThatThrownBy(() -> SyncTest.run(() -> Go.run(() -> {
            Mutex mutex = new Mutex();
            mutex.lock();
            stuck.add(go(mutex::lock));
            stuck.add(Thread.currentThread());
            mutex.lock();
        }))).isInstanceOfSatisfying(DeadlockException.class, e -> assertThat(e.goroutines()).hasSize(3));
        List<Long> ids = stuck.stream().map(Thread::threadId).toList();
        assertThat(ids).hasSize(2);
        assertThat(dev.weft.Goroutines.all()).extracting(GoroutineState::id).doesNotContainAnyElementsOf(ids);
    }

    @Test
    void aFailureSaysWhoWasAbandoned() {
        AssertionError failure = new AssertionError("wrong");
        assertThat(catchThrowable(() -> SyncTest.run(() -> {
            Mutex mutex = new Mutex();
            mutex.lock();
            go(mutex::lock);
            SyncTest.await();
            throw failure;
        }))).isSameAs(failure);
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getSuppressed()[0]).isInstanceOf(DeadlockException.class)
                .hasMessageContaining("[sync.Mutex.Lock]");
    }

    @Test
    void aGoroutineThatTicksOnForeverIsAbandoned() {
        AtomicInteger ticks = new AtomicInteger();
        assertThatThrownBy(() -> SyncTest.run(() -> {
            go(() -> {
                var ticker = Timers.newTicker(SECOND);
                for (;;) {
                    Go.uninterruptibly(() -> ticker.channel().receive());
                    Thread.interrupted();
                    ticks.incrementAndGet();
                }
            });
        })).isInstanceOf(DeadlockException.class);
        assertThat(ticks.get()).isGreaterThan(1_000).isLessThan(100_000);
    }

    // It is interrupted.

    @Test
    void anInterruptOfTheCallerReachesMain() {
        Thread caller = Thread.currentThread();
        AtomicReference<Throwable> main = new AtomicReference<>();
        assertThatThrownBy(() -> SyncTest.run(() -> {
            Channel<Unit> never = Channel.make();
            go(() -> {
                caller.interrupt();
                never.receive();
            });
            try {
                new CountDownLatch(1).await(); // keeps the clock, and the bubble from finding a deadlock
            } catch (InterruptedException e) {
                main.set(e);
                throw e;
            }
        })).isInstanceOf(InterruptedException.class).isSameAs(main.get());
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void anInterruptThatMainSwallowsIsKept() throws Exception {
        Thread caller = Thread.currentThread();
        SyncTest.run(() -> {
            caller.interrupt();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // swallowed
            }
        });
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptedThreadDoesNotBegin() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> SyncTest.run(() -> {
            throw new AssertionError("begun");
        })).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void anUncheckedInterruptEndsMain() {
        assertThatThrownBy(() -> SyncTest.run(() -> {
            Thread.currentThread().interrupt();
            Channel.make().iterator().hasNext();
        })).isInstanceOf(UncheckedInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    // Afterwards.

    @Test
    void afterwardsNothingIsLeft() throws Exception {
        Thread[] left = new Thread[1];
        assertThatThrownBy(() -> SyncTest.run(() -> {
            left[0] = go(() -> Channel.make().receive());
        })).isInstanceOf(DeadlockException.class);
        g.join(left[0]);
        Instant real = Timers.now();
        assertThat(real).isAfter("2020-01-01T00:00:00Z");
        Channel<Unit> channel = Channel.make(1);
        channel.send(Unit.UNIT); // made outside, by the same thread
        g.platform(() -> assertThat(channel.receive()).isNotNull());
    }

    // Bad use.

    @Test
    void nullIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> SyncTest.run(null));
    }

    @Test
    void aBubbleContainsNoOther() throws Exception {
        SyncTest.run(() -> {
            assertThatThrownBy(() -> SyncTest.run(() -> {
            })).isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("synctest.Run called from within a synctest bubble");
            Go.run(() -> assertThatThrownBy(() -> SyncTest.run(() -> {
            })).isInstanceOf(IllegalStateException.class));
            Go.sleep(SECOND);
        });
    }

    @Test
    void awaitIsForGoroutinesOfABubble() {
        assertThatThrownBy(SyncTest::await).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("goroutine is not in a bubble");
    }

    @Test
    void oneAtATimeMayAwait() throws Exception {
        SyncTest.run(() -> {
            AtomicReference<Throwable> second = new AtomicReference<>();
            CountDownLatch failed = new CountDownLatch(1);
            Thread first = go(SyncTest::await);
            go(() -> {
                Goroutines.awaitParked(first, "synctest.Wait");
                second.set(catchThrowable(SyncTest::await));
                failed.countDown();
            });
            failed.await();
            assertThat(second.get()).isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("wait already in progress");
        });
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X asIs(Throwable t) throws X {
        throw (X) t;
    }
}
