package dev.weft.benchmarks.costs;

import dev.weft.Channel;
import dev.weft.Task;
import dev.weft.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures the memory of many goroutines or threads that wait for one channel. */
final class Parked {
    private static final int REHEARSAL = 500;

    private Parked() {}

    /** Returns the memory of one of {@code n}: on the heap and, if the system reports it, in all. */
    static List<Cost> measure(Kind kind, int n, String note) throws InterruptedException {
        // Memory used by the rehearsals is not given back at once, so the resident set is compared with that before
        // them.
        long resident = Memory.now().resident();
        // Rehearse first, so that what is loaded once does not count. Goroutines are rehearsed until their code is
        // compiled, since the interpreter's frames are larger; OS threads only once, since their stacks would stay with
        // the process.
        for (int i = 0; i < kind.rehearsals(); i++) {
            park(kind, REHEARSAL);
        }
        Thread[] waiting = new Thread[n];
        Memory before = Memory.now();
        Channel<Unit> end = Channel.make();
        start(kind, waiting, end::receive);
        Memory after = Memory.now();
        end.close();
        join(waiting);

        List<Cost> costs = new ArrayList<>();
        costs.add(new Cost("heap of each that waits", kind.title(), "bytes",
                List.of((double) (after.heap() - before.heap()) / n), note));
        if (resident >= 0) {
            costs.add(new Cost("resident memory of each that waits", kind.title(), "bytes",
                    List.of((double) (after.resident() - resident) / n), note));
        }
        return costs;
    }

    private static void park(Kind kind, int n) throws InterruptedException {
        Thread[] waiting = new Thread[n];
        Channel<Unit> end = Channel.make();
        start(kind, waiting, end::receive);
        end.close();
        join(waiting);
    }

    /** Starts them all, and returns when all of them are waiting. */
    static void start(Kind kind, Thread[] waiting, Task<?> wait) throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        for (int i = 0; i < waiting.length; i++) {
            waiting[i] = kind.start(() -> {
                running.incrementAndGet();
                wait.run();
            });
        }
        while (running.get() < waiting.length) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        for (Thread thread : waiting) {
            while (thread.getState() != Thread.State.WAITING) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
    }

    static void join(Thread[] waiting) throws InterruptedException {
        for (Thread thread : waiting) {
            thread.join();
        }
    }
}
