package dev.weft.deadlock;

import static dev.weft.Go.go;

import dev.weft.Channel;
import dev.weft.DeadlockException;
import dev.weft.Go;
import dev.weft.GoroutineState;
import dev.weft.Select;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.context.Context;
import dev.weft.time.Timers;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program whose goroutines all wait, directly or for each other, until a gate is opened. Everything about it is random:
 * how many there are, what they wait with, and whether the gate will ever be opened, and by whom.
 *
 * <p>This object must not refer to the gate: while the program runs, the thread that has called {@code Go.run} refers to
 * this object.
 */
final class RandomProgram {
    private static final int MOST = 30;

    private static final ScheduledExecutorService SCHEDULER = Executors.newScheduledThreadPool(1, work -> {
        Thread thread = new Thread(work, "scheduler");
        thread.setDaemon(true);
        return thread;
    });

    private static final Map<Object, Channel<Unit>> GATES = new ConcurrentHashMap<>();

    /** What a function throws that ends a program. */
    private static final class Ended extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final long seed;
    private final Ending ending;
    private final long delay;
    private final AtomicInteger started = new AtomicInteger(1); // main
    private final AtomicInteger ended = new AtomicInteger();

    RandomProgram(long seed) {
        Random random = new Random(seed);
        Ending[] all = Ending.values();
        this.seed = seed;
        this.ending = all[random.nextInt(all.length)];
        this.delay = 50 + random.nextInt(700);
    }

    Ending ending() {
        return ending;
    }

    /** Runs it; throws an AssertionError if it ends as it should not. */
    void run() {
        Throwable end = null;
        try {
            Go.run(mainOf(Channel.make())); // in a variable, this frame would keep the gate
        } catch (Throwable t) {
            end = t;
        }
        check(end);
    }

    private void check(Throwable end) {
        if (ending == Ending.ENDED_BY_A_FUNCTION) {
            check(end instanceof Ended, "ended with " + end);
        } else if (ending.alive) {
            check(end == null, "ended with " + end);
            check(started.get() == ended.get(), started + " goroutines started, " + ended + " ended");
        } else if (end instanceof DeadlockException e) {
            int left = ending == Ending.DEAD_INSIDE ? 1 : started.get() - ended.get();
            check(e.goroutines().size() == left, left + " goroutines were left, not " + e.goroutines().size());
            for (GoroutineState s : e.goroutines()) {
                check(s.stack().stream().anyMatch(f -> f.getClassName().startsWith("dev.weft.deadlock.")),
                        "no stack: " + s);
            }
        } else {
            check(false, "is dead, and ended with " + end);
        }
    }

    private void check(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(this + ": " + what);
        }
    }

    @Override
    public String toString() {
        return "program " + seed + ", " + ending + " after " + delay + " ms";
    }

    private Task<?> mainOf(Channel<Unit> gate) {
        return () -> main(gate);
    }

    private void main(Channel<Unit> gate) throws Exception {
        Random random = new Random(seed);
        if (ending == Ending.DEAD_LATER) {
            Go.sleep(Duration.ofMillis(delay));
        }
        int goroutines = random.nextInt(MOST);
        for (int i = 0; i < goroutines; i++) {
            Task<?> wait = Waits.random(random, gate, started, ended);
            if (random.nextBoolean()) {
                start(wait);
            } else {
                start(() -> start(wait)); // by another one
            }
        }
        Channel<Unit> second = Channel.make();
        switch (ending) {
            case OPENED_BY_A_THREAD, DEAD_AT_THE_SECOND_GATE -> inAThread(gate::close);
            case OPENED_BY_A_SCHEDULER -> SCHEDULER.schedule(gate::close, delay, TimeUnit.MILLISECONDS);
            case OPENED_BY_A_FUTURE -> CompletableFuture.runAsync(gate::close,
                    CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS));
            case OPENED_THROUGH_A_STATIC_FIELD -> {
                GATES.put(this, gate);
                inAThread(() -> GATES.remove(this).close());
            }
            case FORGOTTEN -> {
                GATES.put(this, gate);
                inAThread(() -> GATES.remove(this));
            }
            case OPENED_BY_A_FUNCTION -> Timers.afterFunc(Duration.ofMillis(delay), gate::close);
            case OPENED_BY_A_DEADLINE -> Context.afterFunc(
                    Context.withTimeout(Context.background(), Duration.ofMillis(delay)), gate::close);
            case OPENED_BY_A_SLEEPER -> start(() -> {
                Go.sleep(Duration.ofMillis(delay));
                gate.close();
            });
            case OPENED_BY_A_SLEEPING_THREAD -> start(() -> {
                Thread.sleep(delay);
                gate.close();
            });
            case OPENED_ON_AN_INTERRUPT -> inAThread(Thread.currentThread()::interrupt);
            case ENDED_BY_A_FUNCTION -> Timers.afterFunc(Duration.ofMillis(delay), () -> {
                throw new Ended();
            });
            case OPENED_AFTER_A_TIMER -> {
                Select.select(Select.receive(gate), Select.receive(Timers.after(Duration.ofMillis(delay))));
                gate.close();
            }
            case DEAD_INSIDE -> Go.run(() -> Channel.make().receive());
            case DEAD, DEAD_LATER -> {
                // nobody knows the gate
            }
        }
        try {
            gate.receive();
        } catch (InterruptedException e) {
            gate.tryClose();
            if (ending == Ending.ENDED_BY_A_FUNCTION) {
                return;
            }
        }
        if (ending == Ending.DEAD_AT_THE_SECOND_GATE) {
            second.receive();
        }
        Waits.awaitAll(started, ended);
        ended.incrementAndGet();
    }

    private void start(Task<?> task) {
        started.incrementAndGet();
        go(() -> {
            try {
                task.run();
            } finally {
                ended.incrementAndGet();
            }
        });
    }

    private void inAThread(Runnable work) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(delay);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            work.run();
        });
    }
}
