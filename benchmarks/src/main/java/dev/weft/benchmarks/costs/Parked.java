package dev.weft.benchmarks.costs;

import dev.weft.Channel;
import dev.weft.Task;
import dev.weft.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Many goroutines or threads that wait for one channel, and their memory. */
final class Parked {
    private static final int REHEARSAL = 500;

    private final Channel<Unit> end = Channel.make();
    private final Thread[] waiting;

    Parked(Kind kind, int n) throws InterruptedException {
        this(kind, new Thread[n]);
    }

    /** Starts as many as there is room for, and returns when all of them are waiting. */
    private Parked(Kind kind, Thread[] room) throws InterruptedException {
        waiting = room;
        AtomicInteger running = new AtomicInteger();
        for (int i = 0; i < waiting.length; i++) {
            waiting[i] = kind.start(() -> {
                running.incrementAndGet();
                end.receive();
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

    /** Lets them all go on, and returns when they have ended. */
    void end() throws InterruptedException {
        end.close();
        for (Thread thread : waiting) {
            thread.join();
        }
    }

    /** Returns the memory of one of {@code n}: on the heap and, if the system reports it, in all. */
    static List<Cost> measure(Kind kind, int n, String note) throws Exception {
        // Memory used by the rehearsals is not given back at once, so the resident set is compared with that before
        // them.
        long resident = Memory.now().resident();
        rehearse(kind);
        Growth growth = growth(kind, n, () -> {});
        List<Cost> costs = new ArrayList<>();
        costs.add(new Cost("heap of each that waits", kind.title(), "bytes",
                List.of(growth.heap()), note));
        if (resident >= 0) {
            costs.add(new Cost("resident memory of each that waits", kind.title(), "bytes",
                    List.of((double) (growth.after().resident() - resident) / n), note));
        }
        return costs;
    }

    /**
     * What is loaded once should not count. Goroutines are rehearsed until their code is compiled, since the
     * interpreter's frames are larger; OS threads only once, since their stacks would stay with the process. A
     * rehearsal runs the very code that is measured: with another lambda for the wait, the first goroutine that counts
     * would throw the compiled code away, and all that are started until there is new code would have the larger
     * frames.
     */
    static void rehearse(Kind kind) throws InterruptedException {
        for (int i = 0; i < kind.rehearsals(); i++) {
            new Parked(kind, REHEARSAL).end();
        }
    }

    /** Returns the heap of one of {@code n} goroutines that wait, after a look at them. */
    static double heap(int n, Task<?> look) throws Exception {
        return growth(Kind.GOROUTINE, n, look).heap();
    }

    /** The memory before {@code n} wait and, after a look at them, while they do. */
    private record Growth(int n, Memory before, Memory after) {
        double heap() {
            return (double) (after.heap() - before.heap()) / n;
        }
    }

    private static Growth growth(Kind kind, int n, Task<?> look) throws Exception {
        Thread[] room = new Thread[n];
        Memory before = Memory.now();
        Parked parked = new Parked(kind, room);
        look.run();
        Memory after = Memory.now();
        parked.end();
        return new Growth(n, before, after);
    }
}
