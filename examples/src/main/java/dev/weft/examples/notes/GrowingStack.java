package dev.weft.examples.notes;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.sync.WaitGroup;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;

/**
 * The stack of a goroutine is small at first and grows as calls nest. It is on the heap, and when the goroutine has
 * ended, it is garbage like anything else. An OS thread's stack has a fixed limit.
 *
 * <p>A hundred goroutines wait, first with no calls nested, then two thousand calls deep; then they end. Each time the
 * program reports how much memory they occupy.
 *
 * <p>Output: the bytes for each goroutine, which depend on the machine: far more when deep, and next to nothing in the
 * end. (Go's stacks also shrink while the goroutine is alive. HotSpot keeps the space of the deepest call for the next
 * one.)
 */
public final class GrowingStack {
    private GrowingStack() {}

    private static final int GOROUTINES = 100;

    private static int recurse(int depth, WaitGroup deep, Channel<Unit> rise) throws InterruptedException {
        if (depth == 0) {
            deep.done();
            rise.receive(); // until it is closed
            return 0;
        }
        return 1 + recurse(depth - 1, deep, rise);
    }

    /** Returns the heap in use after a garbage collection. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    static void run(PrintStream out) throws InterruptedException {
        WaitGroup top = new WaitGroup();
        WaitGroup deep = new WaitGroup();
        WaitGroup ended = new WaitGroup();
        Channel<Unit> dive = Channel.make();
        Channel<Unit> rise = Channel.make();
        top.add(GOROUTINES);
        deep.add(GOROUTINES);

        long before = heap();
        for (int i = 0; i < GOROUTINES; i++) {
            ended.go(() -> {
                top.done();
                dive.receive(); // until it is closed
                recurse(2000, deep, rise);
            });
        }
        top.await();
        report("at the top", before, out);
        dive.close();
        deep.await();
        report("2000 calls deep", before, out);
        rise.close();
        ended.await();
        report("that has ended", before, out);
    }

    private static void report(String where, long before, PrintStream out) {
        out.printf("a goroutine %s: %,d bytes%n", where, Math.max(0, heap() - before) / GOROUTINES);
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
