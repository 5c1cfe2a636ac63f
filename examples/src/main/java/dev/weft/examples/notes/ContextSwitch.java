package dev.weft.examples.notes;

import static dev.weft.Unit.UNIT;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.sync.WaitGroup;
import java.io.PrintStream;
import java.util.function.Consumer;

/**
 * How long a switch from one goroutine to another takes: one sends an empty message again and again, the other
 * receives it. The same between two OS threads, for comparison.
 *
 * <p>Output: the time for one message, which depends on the machine. The goroutines' is the shorter one, for
 * their switch needs no call to the operating system.
 */
public final class ContextSwitch {
    private ContextSwitch() {}

    /** The benchmark of the notes; returns the nanoseconds that a message took. */
    private static long contextSwitch(int n, Consumer<Task<?>> go) throws InterruptedException {
        WaitGroup wg = new WaitGroup();
        Channel<Unit> begin = Channel.make();
        Channel<Unit> c = Channel.make();
        wg.add(2);
        go.accept(() -> {
            begin.receive(); // the start of the goroutines is not to count
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
        run(200_000, 10_000, out);
    }

    static void run(int goroutineSwitches, int threadSwitches, PrintStream out) throws InterruptedException {
        contextSwitch(goroutineSwitches / 5, Go::go); // warm up
        out.printf("goroutines: %,d messages, %,d ns each%n", goroutineSwitches,
                contextSwitch(goroutineSwitches, Go::go));
        out.printf("OS threads: %,d messages, %,d ns each%n", threadSwitches,
                contextSwitch(threadSwitches, ContextSwitch::thread));
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
