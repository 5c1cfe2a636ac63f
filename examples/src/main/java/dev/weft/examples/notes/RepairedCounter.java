package dev.weft.examples.notes;

import static dev.weft.Go.go;

import dev.weft.Channel;
import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The counter of {@link RacyCounter}, repaired in three ways: the variable is guarded by a mutex, is atomic, or belongs
 * to one goroutine, to which the others send what to add.
 *
 * <p>Output, always:
 *
 * <pre>
 * mutex: 500
 * atomic: 500
 * channel: 500
 * </pre>
 */
public final class RepairedCounter {
    private RepairedCounter() {}

    private static final class Counter {
        final Mutex mu = new Mutex();
        int x;
    }

    private static int withMutex() throws InterruptedException {
        WaitGroup wg = new WaitGroup();
        Counter counter = new Counter();
        for (int i = 0; i < 5; i++) {
            wg.go(() -> {
                for (int j = 0; j < 100; j++) {
                    counter.mu.lock();
                    counter.x += 1;
                    counter.mu.unlock();
                }
            });
        }
        wg.await();
        return counter.x;
    }

    private static int withAtomic() throws InterruptedException {
        WaitGroup wg = new WaitGroup();
        AtomicInteger x = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            wg.go(() -> {
                for (int j = 0; j < 100; j++) {
                    x.addAndGet(1);
                }
            });
        }
        wg.await();
        return x.get();
    }

    private static int withChannel() throws InterruptedException {
        WaitGroup wg = new WaitGroup();
        Channel<Integer> additions = Channel.make();
        for (int i = 0; i < 5; i++) {
            wg.go(() -> {
                for (int j = 0; j < 100; j++) {
                    additions.send(1);
                }
            });
        }
        go(() -> {
            wg.await();
            additions.close();
        });
        int x = 0;
        for (int addition : additions) {
            x += addition;
        }
        return x;
    }

    static void run(PrintStream out) throws InterruptedException {
        out.println("mutex: " + withMutex());
        out.println("atomic: " + withAtomic());
        out.println("channel: " + withChannel());
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
