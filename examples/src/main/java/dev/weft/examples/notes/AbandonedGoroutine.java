package dev.weft.examples.notes;

import static dev.weft.Go.go;

import dev.weft.Channel;
import dev.weft.Unit;
import java.io.PrintStream;
import java.lang.ref.WeakReference;

/**
 * The garbage collector does nothing about goroutines that have been abandoned: one that waits on a channel
 * which nobody else knows is there for ever. So whoever starts a goroutine should know how it ends; here it is
 * interrupted, which Go has no counterpart for.
 *
 * <p>Output, always (unless the JVM was told {@code -Djdk.trackAllThreads=false}: then it is collected):
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
        return new WeakReference<>(goroutine); // does not keep it from being collected
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
