package dev.weft.examples.gobyexample;

import static dev.weft.Go.go;

import dev.weft.Channel;
import java.io.PrintStream;
import java.util.List;

/**
 * Closing channels: the cook closes the channel to say that there are no more dishes. The guest gets those that are
 * still there, and then null, which is Go's {@code ok == false}.
 *
 * <p>The dishes are served in order and eaten in order, but how the lines of cook and guest interleave is not
 * determined. The output ends with:
 *
 * <pre>
 * and after that: null
 * </pre>
 */
public final class ClosingChannels {
    private ClosingChannels() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Channel<String> dishes = Channel.make(2);
        Channel<Integer> bill = Channel.make();

        go(() -> {
            int eaten = 0;
            for (;;) {
                String dish = dishes.receive();
                if (dish == null) {
                    out.println("nothing more comes");
                    bill.send(eaten);
                    return;
                }
                out.println("eats " + dish);
                eaten++;
            }
        });

        for (String dish : List.of("soup", "fish", "cake")) {
            dishes.send(dish);
            out.println("served " + dish);
        }
        dishes.close();
        out.println("the kitchen is closed");

        out.println("dishes to pay: " + bill.receive());

        // On a closed channel, every receive returns at once.
        out.println("and after that: " + dishes.receive());
    }
}
