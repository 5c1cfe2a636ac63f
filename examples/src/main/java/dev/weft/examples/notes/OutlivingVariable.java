package dev.weft.examples.notes;

import static dev.weft.Go.go;
import static dev.weft.Unit.UNIT;

import dev.weft.Channel;
import dev.weft.Unit;
import java.io.PrintStream;

/**
 * A variable lives as long as something refers to it, even after the goroutine that declared it has ended.
 *
 * <p>Output, always:
 *
 * <pre>
 * the goroutine that declared it has ended
 * the salutation is: hello again
 * </pre>
 */
public final class OutlivingVariable {
    private OutlivingVariable() {}

    static void run(PrintStream out) throws InterruptedException {
        Channel<Unit> ended = Channel.make();
        Channel<Unit> printed = Channel.make();
        Thread declaring = go(() -> {
            StringBuilder salutation = new StringBuilder("hello");
            go(() -> {
                ended.receive();
                salutation.append(" again");
                out.println("the salutation is: " + salutation);
                printed.send(UNIT);
            });
        });
        declaring.join();
        out.println("the goroutine that declared it has ended");
        ended.send(UNIT);
        printed.receive();
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
