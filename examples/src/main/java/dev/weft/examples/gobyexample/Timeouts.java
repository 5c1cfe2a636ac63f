package dev.weft.examples.gobyexample;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.time.Timers.after;

import dev.weft.Channel;
import dev.weft.Unit;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Timeouts: a select between an answer and {@code after}, as in Go; and Weft's two shorter forms, a select and a
 * receive with a time limit of their own.
 *
 * <p>The first server answers too late; its channel has a buffer, so that it need not wait for a receiver. The others
 * have plenty of time. Prints
 *
 * <pre>
 * 1: no answer
 * 2: fine weather
 * 3: no answer
 * 4: rain
 * </pre>
 */
public final class Timeouts {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(1);

    private Timeouts() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Channel<Unit> tooLate = Channel.make();

        Channel<String> slow = Channel.make(1);
        go(() -> {
            tooLate.receive();
            slow.send("snow");
        });
        var weather = receive(slow);
        switch (select(weather, receive(after(SHORT)))) {
            case 0 -> out.println("1: " + weather.value());
            default -> out.println("1: no answer");
        }

        Channel<String> fast = Channel.make(1);
        go(() -> fast.send("fine weather"));
        weather = receive(fast);
        switch (select(weather, receive(after(LONG)))) {
            case 0 -> out.println("2: " + weather.value());
            default -> out.println("2: no answer");
        }

        // The same with select's own time limit ...
        weather = receive(slow);
        switch (select(SHORT, weather)) {
            case 0 -> out.println("3: " + weather.value());
            default -> out.println("3: no answer");
        }

        // ... and with receive's: null if nothing came.
        go(() -> fast.send("rain"));
        String answer = fast.tryReceive(LONG);
        out.println("4: " + (answer != null ? answer : "no answer"));

        tooLate.close();
    }
}
