package dev.weft.examples.notes;

import static dev.weft.Go.gosched;

import dev.weft.sync.WaitGroup;
import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The scheduler runs many goroutines on a few OS threads, about as many as there are processors (M:N). Java
 * calls these threads carriers.
 *
 * <p>Output: how many goroutines ran on how many carriers; the number of carriers depends on the machine, but is far
 * smaller.
 */
public final class ManyOnFew {
    private ManyOnFew() {}

    static void run(PrintStream out) throws InterruptedException {
        Set<String> carriers = ConcurrentHashMap.newKeySet();
        WaitGroup wg = new WaitGroup();
        for (int i = 0; i < 1_000; i++) {
            wg.go(() -> {
                carriers.add(carrier());
                gosched();
                carriers.add(carrier()); // perhaps another one
            });
        }
        wg.await();
        out.printf("1000 goroutines ran on %d OS threads%n", carriers.size());
    }

    /** As the thread's description names it: {@code VirtualThread[#29]/runnable@ForkJoinPool-1-worker-1}. */
    private static String carrier() {
        String thread = Thread.currentThread().toString();
        return thread.substring(thread.indexOf('@') + 1);
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
