package dev.weft.examples.gobyexample;

import dev.weft.Channel;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Range over channels: a for loop takes elements until the channel is closed and empty. Closing does not discard what
 * is still in the buffer.
 *
 * <p>Prints
 *
 * <pre>
 * red
 * green
 * RED, GREEN
 * </pre>
 */
public final class RangeOverChannels {
    private RangeOverChannels() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Channel<String> colours = Channel.make(2);
        colours.send("red");
        colours.send("green");
        colours.close();

        for (String colour : colours) {
            out.println(colour);
        }

        // In Java, the same range is also available as a stream. Leaving the try block closes the channel.
        Channel<String> another = Channel.make(2);
        try (another) {
            another.send("red");
            another.send("green");
        }
        out.println(String.join(", ", another.stream().map(s -> s.toUpperCase(Locale.ROOT)).toList()));
    }
}
