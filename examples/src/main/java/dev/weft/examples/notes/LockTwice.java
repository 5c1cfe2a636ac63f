package dev.weft.examples.notes;

import static dev.weft.Go.go;
import static dev.weft.Go.sleep;

import dev.weft.sync.Mutex;
import java.io.PrintStream;
import java.time.Duration;

/**
 * A goroutine that locks a mutex twice blocks forever: mutexes are not reentrant.
 *
 * <p>A watcher sees from outside that it is parked in {@code sync.Mutex.Lock}. A mutex has no owner either, so in the
 * end the watcher unlocks it, and the goroutine gets its second lock after all.
 *
 * <p>Output, always:
 *
 * <pre>
 * goroutine: locked once, locking again
 * watcher: the goroutine waits in sync.Mutex.Lock
 * watcher: it still waits in sync.Mutex.Lock; unlocking
 * goroutine: locked again
 * </pre>
 */
public final class LockTwice {
    private LockTwice() {}

    static void run(PrintStream out) throws InterruptedException {
        Mutex lock = new Mutex();
        Thread goroutine = go(() -> {
            lock.lock();
            out.println("goroutine: locked once, locking again");
            lock.lock();
            out.println("goroutine: locked again");
            lock.unlock();
        });

        Watch.awaitParked(goroutine, "sync.Mutex.Lock");
        out.println("watcher: the goroutine waits in " + Watch.waitsFor(goroutine));
        sleep(Duration.ofMillis(100)); // a year would make no difference
        out.println("watcher: it still waits in " + Watch.waitsFor(goroutine) + "; unlocking");
        lock.unlock();
        goroutine.join();
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
