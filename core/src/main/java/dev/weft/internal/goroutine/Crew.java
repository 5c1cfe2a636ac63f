package dev.weft.internal.goroutine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The goroutines of one program, tied together, so that the collector keeps all of them or none: each thread refers to
 * its executor, the executor to its launcher, this to the crew, and the crew to all launchers. A goroutine that only
 * waits for the end of its program, to clean up, is thus kept as long as any other goroutine of the program is.
 *
 * <p>A thread that has ended refers to its executor still. So if something outside keeps one, that keeps the others.
 *
 * <p>Whatever may start a goroutine of the program later, such as a timer, refers to the crew, too ({@link Origin}). The
 * program itself refers to it weakly.
 *
 * <p><b>Launchers.</b> A launcher serves one thread at a time, so a thread that starts a goroutine takes an idle one, by
 * an atomic exchange, and gives it back afterwards: into an empty place of {@code idle}, by a compare-and-set, or else
 * into {@code spare}. If no launcher is idle, it makes one. So there are never more launchers than threads that start
 * goroutines at the same time, and mostly there is one.
 */
final class Crew {
    private static final int PLACES = Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors() - 1);

    private final AtomicReferenceArray<@Nullable Launcher> idle = new AtomicReferenceArray<>(PLACES);
    private final Queue<Launcher> spare = new ConcurrentLinkedQueue<>();
    private final Queue<Launcher> all = new ConcurrentLinkedQueue<>();

    Thread start(GoroutineRecord goroutine) {
        Launcher launcher = take();
        try {
            return launcher.start(goroutine);
        } finally {
            giveBack(launcher);
        }
    }

    private Launcher take() {
        int home = home();
        for (int i = 0; i < PLACES; i++) {
            int place = home + i & PLACES - 1;
            if (idle.get(place) != null) {
                Launcher launcher = idle.getAndSet(place, null);
                if (launcher != null) {
                    return launcher;
                }
            }
        }
        Launcher launcher = spare.poll();
        if (launcher == null) {
            launcher = new Launcher(this);
            all.add(launcher);
        }
        return launcher;
    }

    private void giveBack(Launcher launcher) {
        int home = home();
        for (int i = 0; i < PLACES; i++) {
            int place = home + i & PLACES - 1;
            if (idle.get(place) == null && idle.compareAndSet(place, null, launcher)) {
                return;
            }
        }
        try {
            spare.add(launcher);
        } catch (Throwable t) {
            // No memory. The goroutine has been started, so this must not throw; the next one makes a new launcher.
        }
    }

    private static int home() {
        return (int) Thread.currentThread().threadId();
    }

    /** Called when the last goroutine has ended. */
    void close() {
        all.forEach(Launcher::close);
    }
}
