package dev.weft.examples.gobyexample;

import dev.weft.sync.WaitGroup;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Atomic counters: fifty goroutines count to a thousand each, on one counter. With a plain {@code long} some of
 * the increments would be lost. Go's {@code sync/atomic} is {@code java.util.concurrent.atomic}.
 *
 * <p>Prints {@code visitors: 50000}.
 */
public final class AtomicCounters {
    private AtomicCounters() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        AtomicLong visitors = new AtomicLong();
        WaitGroup wg = new WaitGroup();

        for (int i = 0; i < 50; i++) {
            wg.go(() -> {
                for (int n = 0; n < 1000; n++) {
                    visitors.incrementAndGet();
                }
            });
        }

        wg.await();
        out.println("visitors: " + visitors.get());
    }
}
