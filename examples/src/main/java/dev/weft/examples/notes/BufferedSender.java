package dev.weft.examples.notes;

import dev.weft.Channel;
import java.io.PrintStream;

/**
 * Three values go into a channel with a buffer of three: no send waits, although nobody ever receives.
 *
 * <p>Output, always: Sending ONE, Sending TWO, Sending THREE, Done, one per line.
 */
public final class BufferedSender {
    private BufferedSender() {}

    static void run(PrintStream out) throws InterruptedException {
        Channel<String> channel = Channel.make(3);
        out.println("Sending ONE");
        channel.send("ONE");
        out.println("Sending TWO");
        channel.send("TWO");
        out.println("Sending THREE");
        channel.send("THREE");
        out.println("Done");
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
