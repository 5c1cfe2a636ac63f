package dev.weft.faults;

import static dev.weft.Go.go;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Go;
import dev.weft.Task;
import dev.weft.context.Context;
import dev.weft.support.Dive;
import dev.weft.support.FreshCode;
import dev.weft.support.Goroutines;
import dev.weft.testing.SyncTest;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operations at the end of the stack, in a test with virtual time; see {@link StackOverflowTest}. */
class StackOverflowInBubbleTest {
    private static final Duration HOUR = Duration.ofHours(1);

    /** How often a dive tries. Timers are made for all of them. */
    private static final int ATTEMPTS = 1_500;

    private static final int REPETITIONS = 4;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Dive dive = new Dive(ATTEMPTS);

    /** Begins with what the operation needs: a class that is first used at the end of the stack may be lost for good. */
    private void inBubble(Task<?> test) {
        g.join(g.platform(() -> SyncTest.run(() -> {
            AtomicInteger warm = new AtomicInteger();
            Timer timer = Timers.afterFunc(HOUR, warm::incrementAndGet);
            timer.stop();
            timer.reset(HOUR);
            var done = Context.withCancel(Context.background());
            done.cancel();
            Context.afterFunc(done, warm::incrementAndGet);
            Go.sleep(HOUR);
            SyncTest.await();
            assertThat(warm).hasValue(2);
            test.run();
        })));
        assertThat(dive.overflows()).isPositive();
    }

    private void dive(int repetition, Task<?> operation) throws Exception {
        dive.begin(operation, repetition % 2 + 1);
        dive.down();
    }

    private void assertItSucceededInTheEnd() {
        assertThat(dive.arrivals()).isEqualTo(1);
    }

    /** A reset that throws has changed nothing: the timer is set as before. */
    @RepeatedTest(REPETITIONS)
    void aTimerStaysSetIfResetThrows(RepetitionInfo info) {
        inBubble(() -> {
            AtomicInteger fired = new AtomicInteger();
            List<Timer> timers = timers(fired);
            int[] next = new int[1];
            dive(info.getCurrentRepetition(), () -> timers.get(next[0]++).reset(HOUR));
            assertItSucceededInTheEnd();
            Go.sleep(HOUR.multipliedBy(2));
            SyncTest.await();
            assertThat(fired).hasValue(timers.size());
        });
    }

    /** A stop that throws has changed nothing. */
    @RepeatedTest(REPETITIONS)
    void aTimerStaysSetIfStopThrows(RepetitionInfo info) {
        inBubble(() -> {
            AtomicInteger fired = new AtomicInteger();
            AtomicInteger stopped = new AtomicInteger();
            List<Timer> timers = timers(fired);
            int[] next = new int[1];
            dive(info.getCurrentRepetition(), () -> {
                timers.get(next[0]++).stop();
                stopped.incrementAndGet();
            });
            assertItSucceededInTheEnd();
            Go.sleep(HOUR.multipliedBy(2));
            SyncTest.await();
            assertThat(fired.get() + stopped.get()).isEqualTo(timers.size());
        });
    }

    private static List<Timer> timers(AtomicInteger fired) {
        List<Timer> timers = new ArrayList<>();
        for (int i = 0; i < ATTEMPTS; i++) {
            timers.add(Timers.afterFunc(HOUR, fired::incrementAndGet));
        }
        return timers;
    }

    /** A goroutine that sleeps starts what the alarms of that moment ask for. */
    @RepeatedTest(REPETITIONS)
    void alarmsGoOffWhenTheLastOneSleeps(RepetitionInfo info) {
        inBubble(() -> {
            AtomicInteger fired = new AtomicInteger();
            int alarms = 400;
            for (int i = 1; i <= alarms; i++) {
                Timers.afterFunc(Duration.ofMillis(i), fired::incrementAndGet);
            }
            dive(info.getCurrentRepetition(), () -> Go.sleep(Duration.ofMillis(1)));
            Go.sleep(HOUR);
            SyncTest.await();
            assertThat(fired).hasValue(alarms);
        });
    }

    @RepeatedTest(REPETITIONS)
    void whatIsAddedToADoneContextRuns(RepetitionInfo info) {
        inBubble(() -> {
            var done = Context.withCancel(Context.background());
            done.cancel();
            AtomicInteger added = new AtomicInteger();
            AtomicInteger ran = new AtomicInteger();
            dive(info.getCurrentRepetition(), () -> {
                Context.afterFunc(done, ran::incrementAndGet);
                added.incrementAndGet();
            });
            assertItSucceededInTheEnd();
            SyncTest.await();
            assertThat(ran.get()).isGreaterThanOrEqualTo(added.get());
        });
    }

    /** A goroutine may have the stack for all that it does, and yet be unable to park for the lock of the bubble. */
    @RepeatedTest(REPETITIONS)
    void nothingIsLostWhileOthersHaveTheLock(RepetitionInfo info) {
        inBubble(() -> {
            AtomicBoolean stop = new AtomicBoolean();
            Thread other = go(() -> {
                while (!stop.get()) {
                    Timers.afterFunc(HOUR, () -> {}).stop();
                }
            });
            var done = Context.withCancel(Context.background());
            done.cancel();
            AtomicInteger fired = new AtomicInteger();
            List<Timer> timers = timers(fired);
            AtomicInteger started = new AtomicInteger();
            AtomicInteger ran = new AtomicInteger();
            int[] next = new int[1];
            try {
                dive(info.getCurrentRepetition(), () -> {
                    timers.get(next[0]++).reset(HOUR);
                    Context.afterFunc(done, ran::incrementAndGet);
                    started.incrementAndGet();
                });
                assertItSucceededInTheEnd();
            } finally {
                stop.set(true);
            }
            other.join();
            Go.sleep(HOUR.multipliedBy(2));
            SyncTest.await();
            assertThat(fired).hasValue(timers.size());
            assertThat(ran.get()).isGreaterThanOrEqualTo(started.get());
        });
    }

    /** Sleeps at each of the last levels before the stack overflows, for a moment. */
    static final class Diver implements Task<Exception> {
        private int attempts;

        @Override
        public void run() throws Exception {
            try {
                run();
            } catch (StackOverflowError e) {
                // here, or a level above, it sleeps
            }
            if (attempts < 400) {
                attempts++;
                Go.sleep(Duration.ofMillis(1));
            }
        }
    }

    /**
     * A goroutine that blocks at the end of the stack calls code that the compiler has seen start goroutines. If that needed
     * more stack than the goroutine has made sure of, the bubble's lock would stay taken.
     */
    @RepeatedTest(REPETITIONS)
    void theLockIsFreeAfterAWaitAtTheEndOfTheStack() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            Duration moment = Duration.ofNanos(1 + i);
            SyncTest.run(() -> {
                Timers.afterFunc(moment, () -> {});
                Go.sleep(moment);
            });
        }
        for (int i = 0; i < 50; i++) {
            Task<?> diver = FreshCode.copy(Diver.class, Task.class);
            g.join(g.platform(() -> SyncTest.run(() -> {
                Go.go(() -> {
                    try {
                        diver.run();
                    } catch (StackOverflowError e) {
                        // at all of the levels
                    }
                });
                Go.sleep(HOUR);
            })));
        }
    }
}
