package dev.weft.examples.notes;

import static dev.weft.Unit.UNIT;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.sync.WaitGroup;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How long a switch from one goroutine to another takes: one sends an empty message again and again, and the other
 * receives it. The same between two OS threads, for comparison.
 *
 * <p>Output: the time for one message, which depends on the machine. The goroutines' time is the shorter one, because
 * their switch needs no call to the operating system. This is only a rough figure: the compiler has had half a second,
 * and the machine does other things. The module {@code benchmarks} measures with care.
 */
public final class ContextSwitch {
    private static final Duration WARM_UP = Duration.ofMillis(500);
    private static final int ROUNDS = 5;

    private ContextSwitch() {}

    /** Runs the benchmark of the notes; returns the nanoseconds that a message took. */
    private static long contextSwitch(int n, Consumer<Task<?>> go) throws InterruptedException {
        WaitGroup wg = new WaitGroup();
        Channel<Unit> begin = Channel.make();
        Channel<Unit> c = Channel.make();
        wg.add(2);
        go.accept(() -> {
            begin.receive(); // the start of the goroutines must not count
            for (int i = 0; i < n; i++) {
                c.send(UNIT);
            }
            wg.done();
        });
        go.accept(() -> {
            begin.receive();
            for (int i = 0; i < n; i++) {
                c.receive();
            }
            wg.done();
        });
        long start = System.nanoTime();
        begin.close();
        wg.await();
        return (System.nanoTime() - start) / n;
    }

    /** What {@code go} would be if goroutines were OS threads. */
    private static void thread(Task<?> task) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                task.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    static void run(PrintStream out) throws InterruptedException {
        run(50_000, 2_000, out);
    }

    static void run(int goroutineSwitches, int threadSwitches, PrintStream out) throws InterruptedException {
        for (long start = System.nanoTime(); System.nanoTime() - start < WARM_UP.toNanos();) {
            contextSwitch(goroutineSwitches, Go::go);
        }
        out.printf("goroutines: %,d messages, %,d ns each%n", goroutineSwitches, best(goroutineSwitches, Go::go));
        out.printf("OS threads: %,d messages, %,d ns each%n", threadSwitches,
                best(threadSwitches, ContextSwitch::thread));
        out.printf("(the best of %d rounds, at a glance; measured with care: benchmarks/results/full/report.md)%n",
                ROUNDS);
    }

    private static long best(int n, Consumer<Task<?>> go) throws InterruptedException {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.min(best, contextSwitch(n, go));
        }
        return best;
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
