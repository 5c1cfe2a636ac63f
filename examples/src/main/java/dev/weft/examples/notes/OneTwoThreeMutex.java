package dev.weft.examples.notes;

import static dev.weft.Go.sleep;

import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Two goroutines print 1, 2, 3, each with the mutex locked for its whole loop.
 *
 * <p>Output: 1 2 3 1 2 3, one number per line, always: the goroutine that takes the lock first prints all its numbers
 * before the other begins. (Where the Go program sleeps for a second to let the goroutines finish, this one waits for
 * them.)
 */
public final class OneTwoThreeMutex {
    private OneTwoThreeMutex() {}

    private static final Mutex lock = new Mutex();

    private static void oneTwoThree(PrintStream out) throws InterruptedException {
        lock.lock();
        try {
            for (int i = 1; i <= 3; i++) {
                out.println(i);
                sleep(Duration.ofMillis(1));
            }
        } finally {
            lock.unlock();
        }
    }

    static void run(PrintStream out) throws InterruptedException {
        WaitGroup wg = new WaitGroup();
        for (int i = 1; i <= 2; i++) {
            wg.go(() -> oneTwoThree(out));
        }
        wg.await();
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
