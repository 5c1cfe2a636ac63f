package dev.weft.examples.notes;

import static dev.weft.Go.go;
import static dev.weft.Go.sleep;

import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Two workers do the same work under one lock: the greedy one holds it for the whole of its work, the polite one takes
 * and releases it three times as often.
 *
 * <p>Output: how often each did its work in a second, which depends on the machine. Each time the polite worker
 * releases the lock, the greedy one may take it, and the polite one has to wait; so it gets less done. But it does get
 * some done: no goroutine waits for the mutex for long, however greedy the other is.
 */
public final class Starvation {
    private Starvation() {}

    private static void greedyWorker(Mutex sharedLock, Duration runtime, WaitGroup wg, PrintStream out)
            throws InterruptedException {
        int count = 0;
        for (long begin = System.nanoTime(); System.nanoTime() - begin <= runtime.toNanos();) {
            sharedLock.lock();
            sleep(Duration.ofNanos(3));
            sharedLock.unlock();
            count++;
        }
        out.printf("Greedy worker was able to execute %d work loops%n", count);
        wg.done();
    }

    private static void politeWorker(Mutex sharedLock, Duration runtime, WaitGroup wg, PrintStream out)
            throws InterruptedException {
        int count = 0;
        for (long begin = System.nanoTime(); System.nanoTime() - begin <= runtime.toNanos();) {
            sharedLock.lock();
            sleep(Duration.ofNanos(1));
            sharedLock.unlock();

            sharedLock.lock();
            sleep(Duration.ofNanos(1));
            sharedLock.unlock();

            sharedLock.lock();
            sleep(Duration.ofNanos(1));
            sharedLock.unlock();

            count++;
        }
        out.printf("Polite worker was able to execute %d work loops.%n", count);
        wg.done();
    }

    static void run(PrintStream out) throws InterruptedException {
        run(Duration.ofSeconds(1), out);
    }

    static void run(Duration runtime, PrintStream out) throws InterruptedException {
        WaitGroup wg = new WaitGroup();
        Mutex sharedLock = new Mutex();
        wg.add(2);
        go(() -> greedyWorker(sharedLock, runtime, wg, out));
        go(() -> politeWorker(sharedLock, runtime, wg, out));
        wg.await();
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
