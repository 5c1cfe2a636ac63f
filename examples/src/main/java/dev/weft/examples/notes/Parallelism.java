package dev.weft.examples.notes;

import dev.weft.Channel;
import dev.weft.sync.WaitGroup;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Concurrency is a property of the code, parallelism one of the running program: the same sum is computed by one
 * goroutine, by two, and by four. The code cannot know whether they run in parallel; with more than one processor it is
 * faster, with one it is merely concurrent.
 *
 * <p>Output: the same sum three times; how long it took depends on the machine.
 */
public final class Parallelism {
    private Parallelism() {}

    private static long sum(int goroutines, long n) throws InterruptedException {
        Channel<Long> parts = Channel.make(goroutines);
        WaitGroup wg = new WaitGroup();
        for (int i = 0; i < goroutines; i++) {
            long from = n * i / goroutines;
            long to = n * (i + 1) / goroutines;
            wg.go(() -> {
                long part = 0;
                for (long k = from + 1; k <= to; k++) {
                    part += Long.bitCount(k);
                }
                parts.send(part);
            });
        }
        wg.await();
        parts.close();
        long sum = 0;
        for (long part : parts) {
            sum += part;
        }
        return sum;
    }

    static void run(PrintStream out) throws InterruptedException {
        long n = 200_000_000;
        sum(1, n / 10); // warm up
        List<String> lines = new ArrayList<>();
        for (int goroutines : new int[] {1, 2, 4}) {
            long begin = System.nanoTime();
            long sum = sum(goroutines, n);
            long millis = (System.nanoTime() - begin) / 1_000_000;
            lines.add(String.format("%d goroutine%s: sum %d, %,d ms", goroutines, goroutines == 1 ? "" : "s", sum,
                    millis));
        }
        out.printf("processors: %d%n", Runtime.getRuntime().availableProcessors());
        lines.forEach(out::println);
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
