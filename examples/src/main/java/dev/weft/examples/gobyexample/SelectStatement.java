package dev.weft.examples.gobyexample;

import static dev.weft.Go.go;
import static dev.weft.Go.sleep;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;

import dev.weft.Channel;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Select: waits for two channels at once, and takes the values as they arrive.
 *
 * <p>Prints {@code the hare arrives} and {@code the tortoise arrives}, usually in this order, because the tortoise
 * sleeps longer; but nothing guarantees it.
 */
public final class SelectStatement {
    private SelectStatement() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Channel<String> fast = Channel.make();
        Channel<String> slow = Channel.make();

        go(() -> {
            sleep(Duration.ofMillis(50));
            fast.send("the hare");
        });
        go(() -> {
            sleep(Duration.ofMillis(100));
            slow.send("the tortoise");
        });

        var first = receive(fast);
        var second = receive(slow);
        for (int i = 0; i < 2; i++) {
            switch (select(first, second)) {
                case 0 -> out.println(first.value() + " arrives");
                default -> out.println(second.value() + " arrives");
            }
        }
    }
}
