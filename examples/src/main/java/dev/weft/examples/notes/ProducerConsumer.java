package dev.weft.examples.notes;

import static dev.weft.Go.go;

import dev.weft.Channel;
import java.io.PrintStream;

/**
 * Two goroutines talk over an unbuffered channel: Hello, Bye.
 *
 * <p>Output, always:
 *
 * <pre>
 * Producer Sending Hello
 * Consumer, received Hello
 * Producer, received Bye
 * </pre>
 */
public final class ProducerConsumer {
    private ProducerConsumer() {}

    private static void runConsumer(Channel<String> channel, PrintStream out) throws InterruptedException {
        String msg = channel.receive();
        out.println("Consumer, received " + msg);
        channel.send("Bye");
    }

    static void run(PrintStream out) throws InterruptedException {
        Channel<String> channel = Channel.make();
        go(() -> runConsumer(channel, out));
        out.println("Producer Sending Hello");
        channel.send("Hello");
        out.println("Producer, received " + channel.receive());
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
