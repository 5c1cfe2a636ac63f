package dev.weft.examples.gobyexample;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.time.Timers.after;
import static dev.weft.time.Timers.newTimer;

import dev.weft.time.Timer;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Timers: one event in the future. A timer sends on its channel when it fires; unlike a sleep, it can be stopped before
 * that, and then it never fires.
 *
 * <p>Prints
 *
 * <pre>
 * the egg is ready
 * alarm stopped
 * nothing rings
 * stopped again: false
 * </pre>
 */
public final class Timers {
    private Timers() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Timer egg = newTimer(Duration.ofMillis(50));
        egg.channel().receive();
        out.println("the egg is ready");

        Timer alarm = newTimer(Duration.ofMinutes(1));
        Thread sleeper = go(() -> {
            alarm.channel().receive();
            out.println("the alarm rings");
        });
        if (alarm.stop()) {
            out.println("alarm stopped");
        }

        switch (select(receive(alarm.channel()), receive(after(Duration.ofMillis(50))))) {
            case 0 -> out.println("the alarm rings");
            default -> out.println("nothing rings");
        }
        out.println("stopped again: " + alarm.stop());

        sleeper.interrupt(); // nothing will ever come; in a program of its own, the end of the program would stop it
    }
}
