package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.peers.Starter;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.openjdk.jmh.infra.Blackhole;

/** What the shapes of locks have in common. */
public abstract class LockShape extends Shape {
    /** How often an invocation locks and unlocks, over all goroutines. */
    static final int LOCKINGS = 1_000_000;

    /** How many goroutines there are for each processor in the shapes with slack. */
    static final int SLACK = 10;

    /** How many steps of local work follow each unlock in the shapes with work. */
    static final int WORK = 100;

    static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /** All goroutines lock and unlock one lock. */
    static void contended(Starter starter, Lock lock, int goroutines, int steps, Blackhole hole)
            throws InterruptedException {
        starter.inParallel(goroutines, number -> {
            long x = number + 1L;
            for (int i = 0; i < LOCKINGS / goroutines; i++) {
                lock.lock();
                lock.unlock();
                x = LocalWork.work(steps, x);
            }
            hole.consume(x);
        });
    }

    /** Creates {@code n} objects, each on cache lines of its own: at the even indices, with padding between them. */
    static Object[] apart(int n, Supplier<?> make) {
        Object[] spaced = new Object[2 * n];
        for (int i = 0; i < n; i++) {
            spaced[2 * i] = make.get();
            spaced[2 * i + 1] = new byte[128];
        }
        return spaced;
    }
}
