package dev.weft.examples.classics;

import dev.weft.Go;
import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import java.io.PrintStream;
import java.util.List;

/**
 * The dining philosophers: five of them sit round a table, with a fork between any two, and each needs both forks to
 * eat. If each took the left fork first, they could all end up with one fork, waiting forever. Here each first takes
 * the fork with the lower number, so there is no circle of waiters, and no deadlock.
 *
 * <p>Each philosopher eats three times. The order is not determined, but two neighbors never eat at once. The last line
 * is {@code all have eaten}.
 */
public final class DiningPhilosophers {
    static final List<String> NAMES = List.of("Kant", "Hume", "Locke", "Mill", "Plato");
    static final int MEALS = 3;

    private DiningPhilosophers() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        int n = NAMES.size();
        Mutex[] forks = new Mutex[n];
        for (int i = 0; i < n; i++) {
            forks[i] = new Mutex();
        }

        WaitGroup wg = new WaitGroup();
        for (int i = 0; i < n; i++) {
            String name = NAMES.get(i);
            int left = i;
            int right = (i + 1) % n;
            Mutex first = forks[Math.min(left, right)];
            Mutex second = forks[Math.max(left, right)];
            wg.go(() -> {
                for (int meal = 1; meal <= MEALS; meal++) {
                    eat(out, name, meal, first, second);
                }
            });
        }
        wg.await();
        out.println("all have eaten");
    }

    private static void eat(PrintStream out, String name, int meal, Mutex first, Mutex second) {
        first.lock();
        try {
            Go.gosched(); // the dangerous moment: one fork in hand
            second.lock();
            try {
                out.println(name + " begins meal " + meal);
                Go.gosched();
                out.println(name + " ends meal " + meal);
            } finally {
                second.unlock();
            }
        } finally {
            first.unlock();
        }
    }
}
