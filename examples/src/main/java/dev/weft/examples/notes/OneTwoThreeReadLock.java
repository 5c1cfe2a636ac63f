package dev.weft.examples.notes;

import static dev.weft.Go.sleep;

import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Two goroutines print 1, 2, 3, each with a read lock for its whole loop.
 *
 * <p>Output: each goroutine's numbers are in order, but because any number of goroutines may hold a read lock at once,
 * the two loops interleave unpredictably: mostly 1 1 2 2 3 3.
 */
public final class OneTwoThreeReadLock {
    private OneTwoThreeReadLock() {}

    private static void oneTwoThree(RWMutex lock, PrintStream out) throws InterruptedException {
        lock.rLock();
        try {
            for (int i = 1; i <= 3; i++) {
                out.println(i);
                sleep(Duration.ofMillis(1));
            }
        } finally {
            lock.rUnlock();
        }
    }

    static void run(PrintStream out) throws InterruptedException {
        run(new RWMutex(), out);
    }

    static void run(RWMutex lock, PrintStream out) throws InterruptedException {
        WaitGroup wg = new WaitGroup();
        for (int i = 1; i <= 2; i++) {
            wg.go(() -> oneTwoThree(lock, out));
        }
        wg.await();
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
