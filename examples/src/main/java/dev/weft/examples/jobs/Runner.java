package dev.weft.examples.jobs;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.sync.ErrGroup;
import dev.weft.sync.Once;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs jobs: workers take them from a channel, one at a time each. It stops in one of three ways: when drained, it
 * finishes the jobs it has accepted; when cancelled, it stops as soon as it can; and, if the policy says so, the first
 * failure stops it.
 *
 * <p>The channel of jobs is never closed, because there may be many submitters, and a send on a closed channel fails.
 * Instead, another channel, on which nothing is ever sent, is closed to signal the end. And the channel of jobs has no
 * buffer: once a job is handed over, a worker has it, so none is left behind in the end.
 */
final class Runner {
    private final Policy policy;
    private final TokenBucket limiter;
    private final CancelableContext life;
    private final ErrGroup workers;

    /** The workers' context: done if {@link #life} is, or after the first failure if the policy says so. */
    private final Context ctx;

    private final Channel<Job> jobs = Channel.make();
    private final Channel<Unit> draining = Channel.make();
    private final Once drainOnce = new Once();
    private final Stats stats = new Stats();

    private final Channel<Unit> ended = Channel.make();
    private Exception failure; // set before the channel is closed

    private Runner(Context parent, Policy policy, TokenBucket limiter) {
        this.policy = policy;
        this.limiter = limiter;
        this.life = Context.withCancel(parent);
        this.workers = ErrGroup.withContext(life);
        this.ctx = workers.context();
    }

    /** Starts the workers, which end when the runner is drained or the context is done. */
    static Runner start(Context parent, Policy policy, TokenBucket limiter) {
        Runner runner = new Runner(parent, policy, limiter);
        for (int i = 1; i <= policy.workers(); i++) {
            String name = "worker " + i; // for thread dumps, and for the message if a worker fails
            runner.workers.go(() -> {
                Thread.currentThread().setName(name);
                runner.work();
            });
        }
        go(runner::awaitWorkers);
        return runner;
    }

    /**
     * Hands over a job; waits until a worker takes it.
     *
     * @throws RejectedExecutionException if the runner is draining or has been stopped; its cause says why
     * @throws dev.weft.context.ContextException if the context is done
     */
    void submit(Context ctx, Job job) throws InterruptedException {
        switch (select(send(jobs, job), receive(draining), receive(this.ctx.done()), receive(ctx.done()))) {
            case 0 -> {
            }
            case 1, 2 -> throw new RejectedExecutionException("the runner takes no more jobs", this.ctx.cause());
            default -> throw ctx.err();
        }
    }

    /**
     * Accepts no more jobs, and waits for those under way. If the context is done before they are, it cancels them.
     * When this returns, nothing is running.
     *
     * @throws Exception the first failure, if the policy says so; why the runner was cancelled, if it was; or why the
     * context is done, if drain had to cancel
     */
    void drain(Context ctx) throws Exception {
        drainOnce.doOnce(draining::close);
        switch (select(receive(ended), receive(ctx.done()))) {
            case 0 -> {
                if (failure != null) {
                    throw failure;
                }
            }
            default -> {
                life.cancel(ctx.err());
                ended.receive();
                throw ctx.err();
            }
        }
    }

    Totals totals() {
        return stats.totals();
    }

    /** Turns the wait for the workers into a channel for a select; that takes a goroutine in Go, too. */
    private void awaitWorkers() throws InterruptedException {
        try (ended; life) {
            try {
                failure = workers.await();
            } catch (Error e) {
                failure = new ExecutionException(e);
            }
        }
    }

    private void work() throws Exception {
        var job = receive(jobs);
        var drained = receive(draining);
        var stop = receive(ctx.done());
        for (;;) {
            switch (select(job, drained, stop)) {
                case 0 -> run(job.value());
                case 1 -> {
                    if (ctx.err() != null) { // both are ready: chance must not decide what drain reports
                        throw ctx.err();
                    }
                    return;
                }
                default -> throw ctx.err();
            }
        }
    }

    /** Throws only what ends the worker, and so the runner; the failure of a job only if the policy says so. */
    private void run(Job job) throws Exception {
        stats.begin();
        Exception why = attempt(job);
        if (why == null) {
            stats.done();
        } else if (ctx.err() != null) {
            stats.canceled();
            throw ctx.err();
        } else {
            stats.failed(job.name(), why);
            if (policy.failFast()) {
                throw why;
            }
        }
    }

    /** Returns why the job has failed for good; null if it succeeded. */
    private Exception attempt(Job job) throws InterruptedException {
        for (int attempt = 1;; attempt++) {
            try {
                limiter.take(ctx);
                job.work().run(ctx);
                return null;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (e instanceof PermanentException || attempt == policy.attempts() || ctx.err() != null) {
                    return e;
                }
            }
            stats.retry();
            if (select(policy.backoff().after(attempt), receive(ctx.done())) >= 0) {
                return ctx.err();
            }
        }
    }
}
