package dev.weft.examples.notes;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.sync.WaitGroup;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What goroutines and OS threads cost: starts many, all alive at once and waiting on one channel, and reports how long
 * that took and how much memory each occupies. It starts hundreds of thousands of goroutines, but no more than a
 * thousand OS threads.
 *
 * <p>Output: a table. The counts are determined; times and memory depend on the machine. A goroutine's memory,
 * including its stack, is on the heap, so the heap is measured for goroutines. An OS thread's stack is outside the
 * heap, so the growth of the process's resident memory is measured, which only Linux reports. That is the part of the
 * stacks that the threads have touched; more is reserved for each, commonly a megabyte.
 */
public final class CostOfThreads {
    private CostOfThreads() {}

    /** Starts n of a kind, reports, and lets them end. */
    private static void measure(String kind, int n, Consumer<Task<?>> go, Memory memory, PrintStream out)
            throws InterruptedException {
        Channel<Unit> quit = Channel.make();
        WaitGroup started = new WaitGroup();
        WaitGroup ended = new WaitGroup();
        AtomicInteger alive = new AtomicInteger();
        started.add(n);
        ended.add(n);
        long before = memory.used();
        long begin = System.nanoTime();
        for (int i = 0; i < n; i++) {
            go.accept(() -> {
                alive.incrementAndGet();
                started.done();
                quit.receive(); // until it is closed
                alive.decrementAndGet();
                ended.done();
            });
        }
        started.await();
        long nanos = System.nanoTime() - begin;
        int aliveAtOnce = alive.get();
        long bytes = Math.max(0, memory.used() - before);
        quit.close();
        ended.await();
        out.printf("%-10s  %,13d  %,9d ms  %,12d ns  %14s%n", kind, aliveAtOnce, nanos / 1_000_000, nanos / n,
                before < 0 ? "unknown" : String.format("%,d bytes", bytes / n));
    }

    /** What {@code go} would be if goroutines were OS threads. */
    private static void thread(Task<?> task) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                task.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @FunctionalInterface
    private interface Memory {
        /** Returns the memory in use, in bytes; negative if unknown. */
        long used();
    }

    /** Returns the heap in use after a garbage collection. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Returns the resident memory of the process, as Linux reports it. */
    private static long resident() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }

    static void run(PrintStream out) throws InterruptedException {
        run(out, 1_000, 150_000);
    }

    static void run(PrintStream out, int threads, int goroutines) throws InterruptedException {
        out.println("            alive at once         started     start of one   memory of one");
        measure("OS threads", threads, CostOfThreads::thread, CostOfThreads::resident, out);
        measure("goroutines", threads, Go::go, CostOfThreads::heap, out);
        measure("goroutines", goroutines, Go::go, CostOfThreads::heap, out);
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
