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
 * Runs jobs: workers take them from a channel, one at a time each. It stops in one of three ways: drained, it does what it
 * has been given; cancelled, it does as little of that as it can; and, if the policy says so, by the first failure.
 *
 * <p>The channel of the jobs is never closed, for there may be many who submit, and a send on a closed channel fails. That
 * the end has come is said by another channel, on which nothing is ever sent. And it has no buffer: who has handed over a
 * job knows that a worker has it, so that none is left lying there in the end.
 */
final class Runner {
    private final Policy policy;
    private final TokenBucket limiter;
    private final CancelableContext life;
    private final ErrGroup workers;

    /** That of the workers: done if {@link #life} is, or after the first failure if that counts. */
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

    /** Starts the workers, which end when the runner is drained, or the context done. */
    static Runner start(Context parent, Policy policy, TokenBucket limiter) {
        Runner runner = new Runner(parent, policy, limiter);
        for (int i = 1; i <= policy.workers(); i++) {
            String name = "worker " + i; // for thread dumps, and for what is printed where one fails
            runner.workers.go(() -> {
                Thread.currentThread().setName(name);
                runner.work();
            });
        }
        go(runner::awaitWorkers);
        return runner;
    }

    /**
     * Hands over a job; waits until a worker is free for it.
     *
     * @throws RejectedExecutionException if the runner drains, or has been stopped; its cause says why it was
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
     * Accepts no more jobs, and waits for those that are under way. If the context is done before, it cancels them. When
     * this returns, nothing runs any more.
     *
     * @throws Exception the first failure, if that counts; why the runner was cancelled, if it was; or why the context is
     *     done, if it had to cancel
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

    /** What makes of the wait for the workers a channel, for a select: in Go, too, that takes a goroutine. */
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
                    if (ctx.err() != null) { // both are ready: chance must not decide what drain says
                        throw ctx.err();
                    }
                    return;
                }
                default -> throw ctx.err();
            }
        }
    }

    /** Throws what ends the worker, and so the runner: never the failure of a job alone, unless that counts. */
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

    /** Why the job has failed at last; null if it went well. */
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
