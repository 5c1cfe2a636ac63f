package dev.weft.examples.classics;

import static dev.weft.Unit.UNIT;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.sync.WaitGroup;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A semaphore made of a channel: a worker puts a token into the buffer before its work, and takes one out afterwards.
 * With room for three, three can work at once.
 *
 * <p>Prints
 *
 * <pre>
 * 20 have worked
 * never more than 3 at once: true
 * </pre>
 */
public final class BoundedSemaphore {
    private static final int LIMIT = 3;

    private BoundedSemaphore() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Channel<Unit> tokens = Channel.make(LIMIT);
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger worked = new AtomicInteger();
        WaitGroup wg = new WaitGroup();

        for (int i = 0; i < 20; i++) {
            wg.go(() -> {
                tokens.send(UNIT);
                try {
                    most.accumulateAndGet(working.incrementAndGet(), Math::max);
                    Go.gosched(); // the work
                    worked.incrementAndGet();
                    working.decrementAndGet();
                } finally {
                    tokens.receive();
                }
            });
        }

        wg.await();
        out.println(worked.get() + " have worked");
        out.println("never more than " + LIMIT + " at once: " + (most.get() <= LIMIT));
    }
}
