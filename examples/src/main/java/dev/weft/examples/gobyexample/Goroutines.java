package dev.weft.examples.gobyexample;

import static dev.weft.Go.go;

import dev.weft.sync.WaitGroup;
import java.io.PrintStream;

/**
 * Goroutines: a function called in the ordinary way, and two that run beside their caller: {@code go} with an argument,
 * which is evaluated here and now, and {@code go} with an anonymous function.
 *
 * <p>The countdown of the ordinary call comes first: {@code caller 3} to {@code caller 1}. After that two
 * goroutines print: {@code goroutine 3} to {@code goroutine 1} keep their order, but {@code without a name} may
 * come before, between or after them. {@code lift-off} is last.
 */
public final class Goroutines {
    private Goroutines() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        countdown(out, "caller");

        WaitGroup wg = new WaitGroup();
        wg.add(2);
        go(who -> {
            countdown(out, who);
            wg.done();
        }, "goroutine");
        go(() -> {
            out.println("without a name");
            wg.done();
        });

        wg.await();
        out.println("lift-off");
    }

    private static void countdown(PrintStream out, String who) {
        for (int i = 3; i > 0; i--) {
            out.println(who + " " + i);
        }
    }
}
