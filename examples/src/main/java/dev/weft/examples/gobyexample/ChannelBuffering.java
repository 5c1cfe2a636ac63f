package dev.weft.examples.gobyexample;

import dev.weft.Channel;
import java.io.PrintStream;

/**
 * Channel buffering: a channel with room for two takes two values even before a goroutine receives.
 *
 * <p>Prints
 *
 * <pre>
 * in the buffer: 2 of 2
 * first
 * second
 * in the buffer: 0 of 2
 * </pre>
 */
public final class ChannelBuffering {
    private ChannelBuffering() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Channel<String> messages = Channel.make(2);

        messages.send("first");
        messages.send("second");
        out.println("in the buffer: " + messages.len() + " of " + messages.cap());

        out.println(messages.receive());
        out.println(messages.receive());
        out.println("in the buffer: " + messages.len() + " of " + messages.cap());
    }
}
