package dev.weft.examples.notes;

import static dev.weft.Go.go;

import dev.weft.Channel;
import dev.weft.GoroutineState;
import dev.weft.Goroutines;
import dev.weft.Unit;
import dev.weft.sync.WaitGroup;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * An abandoned goroutine waits on a channel that no other goroutine knows. In Go, the garbage collector does nothing
 * about it: it is there forever, and with it all that it refers to. So when you start a goroutine, know how it ends.
 *
 * <p>On the Java virtual machine, the collector takes it, if nothing else keeps it; and then it is known to have leaked.
 * While goroutines are {@linkplain Goroutines#track tracked}, {@link Goroutines#leaked} says which, and where it waited.
 *
 * <p>Without tracking, it is the JDK that keeps every virtual thread, for its own dumps, unless it is told not to. Then
 * abandoned goroutines go unnoticed: a million of them fit into a small heap, one after the other.
 *
 * <p>Output, always:
 *
 * <pre>
 * abandoned, it waits: chan receive
 * leaked: chan receive, in abandon
 * it is gone: nobody is left
 * a million more in a heap of 64 MB: they are gone, too
 * </pre>
 */
public final class AbandonedGoroutine {
    private static final int MILLION = 1_000_000;
    private static final int AT_ONCE = 2_000;

    private AbandonedGoroutine() {}

    private static void abandon(PrintStream out) throws InterruptedException {
        Channel<Unit> channel = Channel.make();
        Thread goroutine = go(() -> channel.receive());
        Watch.awaitParked(goroutine, "chan receive");
        out.println("abandoned, it waits: " + Watch.waitsFor(goroutine));
    }

    static void run(PrintStream out) throws Exception {
        try (AutoCloseable tracking = Goroutines.track()) {
            go(() -> abandon(out)).join(); // in a goroutine, so that no variable of this method keeps the channel
            for (GoroutineState goroutine : Goroutines.leaked()) {
                out.println("leaked: " + goroutine.waitReason() + ", in "
                        + goroutine.createdBy().getMethodName());
            }
            out.println("it is gone: " + (Goroutines.leaked().isEmpty() ? "nobody is left" : "somebody is left"));
        }
        out.println("a million more in a heap of 64 MB: " + (aMillionFit() ? "they are gone, too" : "they do not fit"));
    }

    /** Abandons a million goroutines in a virtual machine of their own. */
    private static boolean aMillionFit() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m", "-Djdk.trackAllThreads=false", "-cp", System.getProperty("java.class.path"),
                AbandonedGoroutine.class.getName(), "abandon").inheritIO().start();
        return process.waitFor() == 0;
    }

    private static void abandonAMillion() throws InterruptedException {
        for (int i = 0; i < MILLION; i += AT_ONCE) {
            WaitGroup started = new WaitGroup(); // those that have not run yet cannot be collected
            started.add(AT_ONCE);
            for (int k = 0; k < AT_ONCE; k++) {
                go(() -> {
                    started.done();
                    Channel.make().receive();
                });
            }
            started.await();
        }
    }

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            abandonAMillion();
        } else {
            run(System.out);
        }
    }
}
