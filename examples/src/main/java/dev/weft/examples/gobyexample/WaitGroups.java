package dev.weft.examples.gobyexample;

import static dev.weft.Go.sleep;

import dev.weft.sync.WaitGroup;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Wait groups: wait until several goroutines have finished. {@code wg.go} starts a goroutine and counts it.
 *
 * <p>Each of the five runners starts and arrives, in an order that is not determined; {@code all are here} is last.
 */
public final class WaitGroups {
    private WaitGroups() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        WaitGroup wg = new WaitGroup();

        for (int i = 1; i <= 5; i++) {
            wg.go(number -> runner(out, number), i);
        }

        wg.await();
        out.println("all are here");
    }

    private static void runner(PrintStream out, int number) throws InterruptedException {
        out.println("runner " + number + " starts");
        sleep(Duration.ofMillis(30));
        out.println("runner " + number + " arrives");
    }
}
