package dev.weft.examples.gobyexample;

import static dev.weft.Go.go;

import dev.weft.Channel;
import java.io.PrintStream;

/**
 * Channels: one goroutine sends, another receives. Without a buffer each waits for the other, so the message needs no
 * other synchronization.
 *
 * <p>Prints {@code good morning}.
 */
public final class Channels {
    private Channels() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Channel<String> post = Channel.make();

        go(() -> post.send("good morning"));

        String letter = post.receive();
        out.println(letter);
    }
}
