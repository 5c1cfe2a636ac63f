package dev.weft.examples.notes;

import static dev.weft.Go.go;

import dev.weft.Channel;
import dev.weft.Unit;
import java.io.PrintStream;

/**
 * The main goroutine does not wait for the others: the program ends when it returns, whatever they do.
 *
 * <p>Output, always: main returns.
 */
public final class MainDoesNotWait {
    private MainDoesNotWait() {}

    private static Thread program(PrintStream out) {
        Channel<Unit> never = Channel.make();
        Thread goroutine = go(() -> {
            never.receive();
            out.println("the goroutine has finished");
        });
        out.println("main returns");
        return goroutine;
    }

    /** In the tour the process goes on, so the goroutine is asked to stop. */
    static void run(PrintStream out) throws InterruptedException {
        Thread goroutine = program(out);
        goroutine.interrupt();
        goroutine.join();
    }

    public static void main(String[] args) {
        program(System.out);
    }
}
