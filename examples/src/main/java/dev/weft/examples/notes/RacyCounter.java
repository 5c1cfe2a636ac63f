package dev.weft.examples.notes;

import static dev.weft.Go.go;
import static dev.weft.Go.gosched;

import dev.weft.Arg2;
import dev.weft.sync.WaitGroup;
import java.io.PrintStream;

/**
 * Five goroutines add to one counter without any synchronization: a race.
 *
 * <p>Output: unpredictable. Each adds 100, so 500 is the maximum, but they may overwrite each other's additions. The
 * first line mostly shows 500 nevertheless, because each goroutine has finished before the next one starts; that is
 * what makes races hard to find. The second shows much less: there, the others get to run between the read of the
 * counter and the write, as they might at any time. {@link RepairedCounter} shows three ways to do it right.
 *
 * <pre>
 * x += 1: 500 of 500
 * read x, let the others run, write x + 1: 100 of 500
 * </pre>
 */
public final class RacyCounter {
    private RacyCounter() {}

    private static final class Counter {
        int x;
    }

    private static int count(Arg2<Counter, WaitGroup> increment) throws InterruptedException {
        WaitGroup wg = new WaitGroup();
        Counter counter = new Counter();
        wg.add(5);
        for (int i = 0; i < 5; i++) {
            go(increment, counter, wg);
        }
        wg.await();
        return counter.x;
    }

    private static void increment(Counter counter, WaitGroup wg) {
        for (int i = 0; i < 100; i++) {
            counter.x += 1;
        }
        wg.done();
    }

    private static void incrementSlowly(Counter counter, WaitGroup wg) {
        for (int i = 0; i < 100; i++) {
            int x = counter.x;
            gosched();
            counter.x = x + 1;
        }
        wg.done();
    }

    static void run(PrintStream out) throws InterruptedException {
        out.println("x += 1: " + count(RacyCounter::increment) + " of 500");
        out.println("read x, let the others run, write x + 1: " + count(RacyCounter::incrementSlowly) + " of 500");
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
