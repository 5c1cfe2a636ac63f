package dev.weft.benchmarks.shapes;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;

import dev.weft.Go;
import dev.weft.context.Context;
import dev.weft.context.DeadlineExceededException;
import dev.weft.sync.WaitGroup;
import dev.weft.testing.SyncTest;
import dev.weft.time.Ticker;
import dev.weft.time.Timers;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/**
 * Tests with virtual time, one after the other. {@code test=retry} is an ordinary one: 17 calls with growing pauses until a
 * deadline of a day. {@code test=day} is a long one: beside such retries, a ticker ticks every minute, and a function is
 * called at noon. An operation is a test.
 *
 * <p>Hypothesis: 10,000 ordinary tests a second, and 1,000 long ones, as Go's {@code testing/synctest}.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar VirtualTime}
 */
public class VirtualTime extends Shape {
    private static final int TESTS = 100;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** Of doubled pauses, from a second on, and of pauses of at most an hour. */
    private static final int RETRIES = 17;

    private static final int RETRIES_OF_A_DAY = 35;
    private static final int MINUTES_OF_A_DAY = 24 * 60;

    @Param({"retry", "day"})
    public String test;

    @Benchmark
    @OperationsPerInvocation(TESTS)
    public void weft() throws Exception {
        boolean day = test.equals("day");
        for (int i = 0; i < TESTS; i++) {
            if (day) {
                SyncTest.run(VirtualTime::day);
            } else {
                SyncTest.run(VirtualTime::retryForADay);
            }
        }
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    @OperationsPerInvocation(TESTS)
    public void weftOnItsScheduler() throws Exception {
        weft();
    }

    private static void retryForADay() throws InterruptedException {
        try (var ctx = Context.withTimeout(Context.background(), DAY)) {
            check(RETRIES, retry(ctx, DAY));
        }
    }

    private static void day() throws InterruptedException {
        long[] sums = new long[3];
        try (var ctx = Context.withTimeout(Context.background(), DAY.plusMillis(1))) {
            WaitGroup all = new WaitGroup();
            all.go(() -> sums[0] = retry(ctx, HOUR));
            all.go(() -> sums[1] = tick(ctx));
            Timers.afterFunc(DAY.dividedBy(2), () -> sums[2]++);
            all.await();
        }
        check(RETRIES_OF_A_DAY + MINUTES_OF_A_DAY + 1, sums[0] + sums[1] + sums[2]);
    }

    private static long retry(Context ctx, Duration longest) throws InterruptedException {
        long calls = 0;
        try {
            for (Duration pause = Duration.ofSeconds(1);; pause = min(pause.multipliedBy(2), longest)) {
                calls++;
                Go.sleep(ctx, pause);
            }
        } catch (DeadlineExceededException e) {
            return calls;
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static long tick(Context ctx) throws InterruptedException {
        long ticks = 0;
        try (Ticker minute = Timers.newTicker(Duration.ofMinutes(1))) {
            var done = receive(ctx.done());
            var tick = receive(minute.channel());
            while (select(done, tick) == 1) {
                ticks++;
            }
        }
        return ticks;
    }
}
