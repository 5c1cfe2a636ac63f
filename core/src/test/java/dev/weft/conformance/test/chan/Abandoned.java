package dev.weft.conformance.test.chan;

import static dev.weft.support.Goroutines.awaitUntil;

import dev.weft.Task;
import dev.weft.UncheckedInterruptedException;
import dev.weft.support.Goroutines;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Goroutines, such as generators, that Go's program leaves blocked when it ends. After each test, those that have not
 * ended must be blocked on a channel; then they are interrupted and joined.
 */
final class Abandoned implements AfterEachCallback {
    private final Goroutines goroutines = new Goroutines();
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

    /** Starts a goroutine; goroutines started here may call this, too. */
    Thread go(Task<Exception> task) {
        Thread thread = goroutines.go(() -> {
            try {
                task.run();
            } catch (InterruptedException | UncheckedInterruptedException e) {
                // interrupted at the end of the test
            }
        });
        threads.add(thread);
        return thread;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            threads.forEach(t -> awaitUntil(() -> !t.isAlive() || blocksOnChannel(t)));
        } finally {
            stop();
        }
    }

    private static boolean blocksOnChannel(Thread thread) {
        return Stream.of("chan receive", "chan send", "select").anyMatch(why -> Goroutines.isParked(thread, why));
    }

    private void stop() {
        // Until none is left: a goroutine that is being interrupted may just have started another.
        for (List<Thread> some; !(some = drain()).isEmpty();) {
            some.forEach(Thread::interrupt);
            some.forEach(goroutines::join);
        }
        goroutines.joinAll();
    }

    private List<Thread> drain() {
        List<Thread> drained = new ArrayList<>();
        for (Thread t; (t = threads.poll()) != null;) {
            drained.add(t);
        }
        return drained;
    }
}
