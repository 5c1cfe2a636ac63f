package dev.weft.examples.notes;

import static dev.weft.Go.go;

import dev.weft.Channel;
import dev.weft.Unit;
import java.io.PrintStream;
import java.lang.ref.WeakReference;

/**
 * The garbage collector does nothing about abandoned goroutines: one that waits on a channel that no other goroutine
 * knows is there forever. So when you start a goroutine, know how it ends. Here it is interrupted, which has no
 * counterpart in Go.
 *
 * <p>Output, always (unless the JVM was started with {@code -Djdk.trackAllThreads=false}: then it is collected):
 *
 * <pre>
 * abandoned, it waits: chan receive
 * after a garbage collection it still waits: chan receive
 * interrupted, it is gone
 * </pre>
 */
public final class AbandonedGoroutine {
    private AbandonedGoroutine() {}

    private static WeakReference<Thread> abandon(PrintStream out) throws InterruptedException {
        Channel<Unit> channel = Channel.make();
        Thread goroutine = go(() -> channel.receive());
        Watch.awaitParked(goroutine, "chan receive");
        out.println("abandoned, it waits: " + Watch.waitsFor(goroutine));
        return new WeakReference<>(goroutine); // does not prevent its collection
    }

    static void run(PrintStream out) throws InterruptedException {
        WeakReference<Thread> reference = abandon(out);
        System.gc();
        Thread goroutine = reference.get();
        if (goroutine == null) {
            out.println("collected");
            return;
        }
        out.println("after a garbage collection it still waits: " + Watch.waitsFor(goroutine));
        goroutine.interrupt();
        goroutine.join();
        out.println("interrupted, it is gone");
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
