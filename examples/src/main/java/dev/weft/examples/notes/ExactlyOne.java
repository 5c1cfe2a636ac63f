package dev.weft.examples.notes;

import static dev.weft.Go.gosched;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * When many goroutines lock a mutex at the same time, exactly one gets it.
 *
 * <p>Output, always:
 *
 * <pre>
 * 100 goroutines held the lock, at most 1 at a time
 * 1 of 100 got it by TryLock
 * </pre>
 */
public final class ExactlyOne {
    private ExactlyOne() {}

    static void run(PrintStream out) throws InterruptedException {
        Mutex lock = new Mutex();
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger all = new AtomicInteger();
        Channel<Unit> begin = Channel.make();
        WaitGroup wg = new WaitGroup();
        for (int i = 0; i < 100; i++) {
            wg.go(() -> {
                begin.receive();
                lock.lock();
                most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                gosched(); // the others try, too
                all.incrementAndGet();
                holders.decrementAndGet();
                lock.unlock();
            });
        }
        begin.close();
        wg.await();
        out.printf("%d goroutines held the lock, at most %d at a time%n", all.get(), most.get());

        AtomicInteger lucky = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            wg.go(() -> {
                if (lock.tryLock()) {
                    lucky.incrementAndGet(); // and keeps it
                }
            });
        }
        wg.await();
        out.printf("%d of 100 got it by TryLock%n", lucky.get());
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
