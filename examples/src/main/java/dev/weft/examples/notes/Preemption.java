package dev.weft.examples.notes;

import static dev.weft.Go.go;
import static dev.weft.Go.gosched;

import dev.weft.sync.WaitGroup;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Go's scheduler preempts a goroutine that computes for too long; Java's does not. So a long computation calls
 * {@code gosched} now and then, as Go programs had to before Go 1.14.
 *
 * <p>Here, as many goroutines as there are processors compute until another goroutine tells them to stop. That one can
 * run only because they let it.
 *
 * <p>Output, always: all goroutines that computed have been stopped.
 */
public final class Preemption {
    private Preemption() {}

    static void run(PrintStream out) throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        WaitGroup wg = new WaitGroup();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            wg.go(() -> {
                while (!stop.get()) {
                    gosched();
                }
            });
        }
        go(() -> stop.set(true));
        wg.await();
        out.println("all goroutines that computed have been stopped");
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
