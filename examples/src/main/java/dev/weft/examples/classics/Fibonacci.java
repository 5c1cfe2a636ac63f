package dev.weft.examples.classics;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static dev.weft.Unit.UNIT;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.SendChannel;
import dev.weft.Unit;
import java.io.PrintStream;

/**
 * Fibonacci's numbers, as in the Tour of Go: a select between sending the next number and being told to quit.
 *
 * <p>Prints the first ten, from 0 to 34, one per line, and {@code quit}.
 */
public final class Fibonacci {
    private Fibonacci() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Channel<Integer> c = Channel.make();
        Channel<Unit> quit = Channel.make();
        go(() -> {
            for (int i = 0; i < 10; i++) {
                out.println(c.receive());
            }
            quit.send(UNIT);
        });
        fibonacci(out, c, quit);
    }

    private static void fibonacci(PrintStream out, SendChannel<Integer> c, ReceiveChannel<Unit> quit)
            throws InterruptedException {
        var next = send(c, 0);
        var stop = receive(quit);
        for (int x = 0, y = 1;;) {
            switch (select(next.value(x), stop)) {
                case 0 -> {
                    int sum = x + y;
                    x = y;
                    y = sum;
                }
                default -> {
                    out.println("quit");
                    return;
                }
            }
        }
    }
}
