package dev.weft.conformance.leaks;

import dev.weft.GoroutineState;
import dev.weft.Task;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a program may ask of its trial. */
final class Stage {
    private final Queue<Task<?>> cleanups = new ConcurrentLinkedQueue<>();
    private final Queue<GoroutineState> reports = new ConcurrentLinkedQueue<>();

    /** Has something done when the trial is over, to end what the program has left waiting on purpose. */
    void atEnd(Task<?> cleanup) {
        cleanups.add(cleanup);
    }

    /** Adds leaks that the program itself has found. */
    void report(Collection<GoroutineState> leaks) {
        reports.addAll(leaks);
    }

    List<GoroutineState> reports() {
        return List.copyOf(reports);
    }

    void end() throws Exception {
        for (Task<?> cleanup; (cleanup = cleanups.poll()) != null;) {
            cleanup.run();
        }
    }
}
