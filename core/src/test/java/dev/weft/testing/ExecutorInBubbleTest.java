package dev.weft.testing;

import static dev.weft.Go.go;
import static dev.weft.Go.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.DeadlockException;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that a goroutine of a bubble makes with the factory of goroutines' threads belong to the bubble. */
@Timeout(60)
class ExecutorInBubbleTest {
    private static final Duration DAY = Duration.ofDays(1);

    @RepeatedTest(20)
    void tasksOfAnExecutorLiveByTheClockOfTheTest() throws Exception {
        SyncTest.run(() -> {
            Instant start = Timers.now();
            Channel<Duration> answers = Channel.make();
            ExecutorService executor = Executors.newThreadPerTaskExecutor(Go.threadFactory());
            for (int i = 1; i <= 20; i++) {
                Duration day = DAY.multipliedBy(i);
                executor.execute(() -> Go.unchecked(() -> {
                    sleep(day);
                    answers.send(Timers.since(start));
                }));
            }
            for (int i = 1; i <= 20; i++) {
                assertThat(answers.receive()).isEqualTo(DAY.multipliedBy(i));
            }
            executor.close();
        });
    }

    /** What they start belongs to the bubble, too. */
    @Test
    void theyStartGoroutines() throws Exception {
        SyncTest.run(() -> {
            Channel<Unit> done = Channel.make();
            Go.threadFactory().newThread(() -> go(() -> {
                sleep(DAY);
                done.close();
            })).start();
            Instant start = Timers.now();
            done.receive();
            assertThat(Timers.since(start)).isEqualTo(DAY);
        });
    }

    @RepeatedTest(100)
    void theTestWaitsForThem() throws Exception {
        AtomicInteger ended = new AtomicInteger();
        SyncTest.run(() -> {
            Channel<Unit> here = Channel.make(1);
            Go.threadFactory().newThread(() -> {
                here.trySend(Unit.UNIT); // as a goroutine of the test
                ended.incrementAndGet();
            }).start();
        });
        assertThat(ended).hasValue(1);
    }

    /** The last of the others may leave between the start of a thread and its arrival. */
    @RepeatedTest(100)
    void awaitSeesThoseThatAreAboutToBegin() throws Exception {
        SyncTest.run(() -> {
            AtomicInteger ended = new AtomicInteger();
            ThreadFactory threads = Go.threadFactory();
            go(() -> threads.newThread(ended::incrementAndGet).start());
            threads.newThread(() -> go(ended::incrementAndGet)).start();
            SyncTest.await();
            assertThat(ended).hasValue(2);
        });
    }

    @Test
    void threadsThatAreNotStartedHoldNothingUp() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        SyncTest.run(() -> {
            Channel<Unit> channel = Channel.make(1);
            thread.set(Go.threadFactory().newThread(() -> {
                try {
                    channel.trySend(Unit.UNIT);
                } catch (Throwable t) {
                    thrown.set(t);
                }
            }));
            sleep(DAY);
            SyncTest.await();
        });
        thread.get().start();
        thread.get().join();
        assertThat(thrown.get()).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("send on synctest channel from outside bubble");
    }

    @Test
    void whatOneThrowsAfterTheTestIsNotLost() throws Exception {
        IllegalArgumentException failure = new IllegalArgumentException("too late to be part of the test");
        AtomicReference<Thread> thread = new AtomicReference<>();
        AtomicReference<Throwable> handled = new AtomicReference<>();
        SyncTest.run(() -> thread.set(Go.threadFactory().newThread(() -> {
            throw failure;
        })));
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> handled.set(e));
        try {
            thread.get().start();
            thread.get().join();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(handled.get()).isSameAs(failure);
    }

    @Test
    void oneThatIsStartedLaterBelongsToTheTest() throws Exception {
        SyncTest.run(() -> {
            Channel<Instant> then = Channel.make();
            Thread thread = Go.threadFactory().newThread(() -> Go.unchecked(() -> then.send(Timers.now())));
            sleep(DAY);
            thread.start();
            assertThat(then.receive()).isEqualTo("2000-01-02T00:00:00Z");
        });
    }

    @Test
    void oneThatIsNotStartedDoesNotHideADeadlock() {
        assertThatThrownBy(() -> SyncTest.run(() -> {
            Channel<Unit> channel = Channel.make();
            Go.threadFactory().newThread(() -> channel.close());
            channel.receive();
        })).isInstanceOf(DeadlockException.class)
                .hasMessageStartingWith("deadlock: all goroutines in bubble are blocked");
    }

    @Test
    void oneThatIsLeftIsReported() {
        assertThatThrownBy(() -> SyncTest.run(() -> {
            Channel<Unit> channel = Channel.make();
            Go.threadFactory().newThread(() -> Go.unchecked(() -> channel.receive())).start();
        })).isInstanceOf(DeadlockException.class)
                .hasMessageStartingWith("deadlock: main bubble goroutine has exited but blocked goroutines remain")
                .hasMessageContaining("[chan receive]").hasMessageContaining("ExecutorInBubbleTest");
    }

    @Test
    void aFailureOfOneIsThatOfTheTest() {
        AssertionError failure = new AssertionError("part of a test");
        assertThatThrownBy(() -> SyncTest.run(() -> {
            Go.threadFactory().newThread(() -> {
                throw failure;
            }).start();
            sleep(DAY);
        })).isSameAs(failure);
    }

    /** In a program inside the test, too, they belong to the test: as outside of tests, to no program. */
    @Test
    void inAProgram() throws Exception {
        SyncTest.run(() -> {
            Channel<Unit> stop = Channel.make();
            AtomicInteger ended = new AtomicInteger();
            Go.run(() -> Go.threadFactory().newThread(() -> {
                Go.unchecked(() -> stop.receive());
                ended.incrementAndGet();
            }).start());
            sleep(DAY);
            assertThat(ended).hasValue(0);
            stop.close();
            SyncTest.await();
            assertThat(ended).hasValue(1);
        });
    }

    /** A factory that was made outside is the same one. Threads that are made outside are outside. */
    @Test
    void whoMakesTheThreadCounts() throws Exception {
        ThreadFactory threads = Go.threadFactory();
        CountDownLatch made = new CountDownLatch(1);
        SyncTest.run(() -> {
            Channel<Unit> done = Channel.make();
            threads.newThread(done::close).start();
            done.receive();
            AtomicReference<Thread> outsider = new AtomicReference<>();
            Thread.ofPlatform().start(() -> {
                outsider.set(threads.newThread(made::countDown));
            }).join();
            outsider.get().start();
            made.await();
        });
        assertThat(made.getCount()).isZero();
    }
}
