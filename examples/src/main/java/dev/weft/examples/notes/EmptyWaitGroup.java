package dev.weft.examples.notes;

import dev.weft.sync.WaitGroup;
import java.io.PrintStream;

/**
 * Waiting for a wait group to which nothing has been added returns at once.
 *
 * <p>Output, always: Done.
 */
public final class EmptyWaitGroup {
    private EmptyWaitGroup() {}

    static void run(PrintStream out) throws InterruptedException {
        WaitGroup wg = new WaitGroup();
        wg.await();
        out.println("Done");
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
