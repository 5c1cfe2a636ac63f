package dev.weft.examples.jobs;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.context.Context;
import dev.weft.context.ContextException;
import dev.weft.time.Timers;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A runner of jobs, made of the parts that talks on Go's concurrency present: a pool of workers, a token bucket filled
 * by a ticker, retries with back-off, an error group, and contexts that reach all of them. It can be stopped in the two
 * ways of a server, gracefully and at once. See {@link Runner}.
 *
 * <p>It shows jobs of which some fail at first and some for good, a graceful end with a deadline that two jobs miss, a
 * failure that stops all other jobs, and an end in the middle of the work. Prints
 *
 * <pre>
 * all: 18 done, 2 failed, 0 cancelled, 6 retries
 *   job 07: no such file
 *   job 13: still out of order
 * no faster than the tokens: true
 * a deadline: 3 done, 0 failed, 2 cancelled, 0 retries
 *   context deadline exceeded
 * fail fast: 0 done, 1 failed, 3 cancelled, 0 retries
 *   job 4: disk full
 *   disk full
 * stopped: 10 done
 *   context canceled
 * </pre>
 */
public final class JobRunner {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(1), Duration.ofMillis(8));

    private JobRunner() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    /**
     * As in Go, a failure that no goroutine catches ends the program, so none waits forever for a goroutine that has
     * failed.
     */
    static void run(PrintStream out) throws Exception {
        Go.run(() -> demonstrate(out));
    }

    private static void demonstrate(PrintStream out) throws Exception {
        try (var ctx = Context.withCancel(Context.background())) {
            all(ctx, out);

            TokenBucket plenty = TokenBucket.start(ctx, 100, Duration.ofMillis(1));
            deadline(ctx, plenty, out);
            failFast(ctx, plenty, out);
            stopped(ctx, plenty, out);
        }
    }

    private static void all(Context ctx, PrintStream out) throws Exception {
        int size = 5;
        Duration every = Duration.ofMillis(2);
        Instant start = Timers.now();
        Runner runner = Runner.start(ctx, new Policy(4, 3, BACKOFF, false), TokenBucket.start(ctx, size, every));
        for (int i = 1; i <= 20; i++) {
            runner.submit(ctx, job(i));
        }
        runner.drain(ctx);
        Duration took = Timers.since(start);
        print(out, "all", runner.totals());
        int tokens = 20 + runner.totals().retries();
        out.println("no faster than the tokens: " + (took.compareTo(every.multipliedBy(tokens - size)) >= 0));
    }

    /**
     * Returns a job: every fifth fails at its first attempt, one fails for good at once, and one fails at every
     * attempt.
     */
    private static Job job(int i) {
        AtomicInteger attempts = new AtomicInteger();
        return new Job(String.format("job %02d", i), ctx -> {
            int attempt = attempts.incrementAndGet();
            if (i == 7) {
                throw new PermanentException("no such file");
            }
            if (i == 13) {
                throw new IOException("still out of order");
            }
            if (i % 5 == 0 && attempt == 1) {
                throw new IOException("try again");
            }
        });
    }

    private static void deadline(Context ctx, TokenBucket tokens, PrintStream out) throws Exception {
        Runner runner = Runner.start(ctx, new Policy(5, 1, BACKOFF, false), tokens);
        Channel<String> quick = Channel.make();
        for (int i = 1; i <= 2; i++) {
            runner.submit(ctx, new Job("slow " + i, JobRunner::untilDone));
        }
        for (int i = 1; i <= 3; i++) {
            String name = "quick " + i;
            runner.submit(ctx, new Job(name, c -> quick.send(name)));
        }
        for (int i = 1; i <= 3; i++) {
            quick.receive();
        }
        try (var soon = Context.withTimeout(ctx, Duration.ofMillis(50))) {
            print(out, "a deadline", runner, soon);
        }
    }

    private static void failFast(Context ctx, TokenBucket tokens, PrintStream out) throws Exception {
        Runner runner = Runner.start(ctx, new Policy(4, 1, BACKOFF, true), tokens);
        for (int i = 1; i <= 3; i++) {
            runner.submit(ctx, new Job("job " + i, JobRunner::untilDone));
        }
        runner.submit(ctx, new Job("job 4", c -> {
            throw new IOException("disk full");
        }));
        print(out, "fail fast", runner, ctx);
    }

    private static void stopped(Context parent, TokenBucket tokens, PrintStream out) throws Exception {
        try (var ctx = Context.withCancel(parent)) {
            Runner runner = Runner.start(ctx, new Policy(1, 1, BACKOFF, false), tokens);
            AtomicInteger done = new AtomicInteger();
            try {
                for (;;) {
                    runner.submit(ctx, new Job("one more", c -> {
                        if (done.incrementAndGet() == 10) {
                            ctx.cancel();
                        }
                    }));
                }
            } catch (ContextException | RejectedExecutionException e) {
                String why = end(runner, parent).getMessage();
                out.println("stopped: " + runner.totals().done() + " done");
                out.println("  " + why);
            }
        }
    }

    /** A job that runs until it is cancelled. */
    private static void untilDone(Context ctx) throws InterruptedException {
        ctx.done().receive();
        throw ctx.err();
    }

    private static void print(PrintStream out, String what, Runner runner, Context ctx) throws InterruptedException {
        Exception why = end(runner, ctx);
        print(out, what, runner.totals());
        out.println("  " + why.getMessage());
    }

    private static void print(PrintStream out, String what, Totals totals) {
        out.println(what + ": " + totals.done() + " done, " + totals.failed() + " failed, " + totals.canceled()
                + " cancelled, " + totals.retries() + " retries");
        totals.failures().forEach(failure -> out.println("  " + failure));
    }

    /** Drains a runner that must fail, and returns the failure. */
    private static Exception end(Runner runner, Context ctx) throws InterruptedException {
        try {
            runner.drain(ctx);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return e;
        }
        throw new IllegalStateException("it has ended well");
    }
}
