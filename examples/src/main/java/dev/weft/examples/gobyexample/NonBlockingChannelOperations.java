package dev.weft.examples.gobyexample;

import static dev.weft.Select.receive;
import static dev.weft.Select.send;
import static dev.weft.Select.trySelect;

import dev.weft.Channel;
import java.io.PrintStream;

/**
 * Non-blocking channel operations: {@code trySelect} is a select with a default. For a single channel there
 * are {@code trySend} and {@code tryReceive}.
 *
 * <p>Prints
 *
 * <pre>
 * the mailbox is empty
 * nobody takes the letter
 * all quiet
 * tryReceive: nothing
 * trySend: false
 * trySend with room: true
 * a letter: good news
 * </pre>
 */
public final class NonBlockingChannelOperations {
    private NonBlockingChannelOperations() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Channel<String> mailbox = Channel.make();
        Channel<String> doorbell = Channel.make();

        var letter = receive(mailbox);
        switch (trySelect(letter)) {
            case 0 -> out.println("a letter: " + letter.value());
            default -> out.println("the mailbox is empty");
        }

        // There is no receiver and no buffer.
        switch (trySelect(send(mailbox, "hello"))) {
            case 0 -> out.println("somebody has taken the letter");
            default -> out.println("nobody takes the letter");
        }

        var ring = receive(doorbell);
        switch (trySelect(letter, ring)) {
            case 0 -> out.println("a letter: " + letter.value());
            case 1 -> out.println("at the door: " + ring.value());
            default -> out.println("all quiet");
        }

        // On a single channel.
        String received = mailbox.tryReceive();
        out.println("tryReceive: " + (received != null ? received : "nothing"));
        out.println("trySend: " + mailbox.trySend("hello"));

        Channel<String> bigger = Channel.make(1);
        out.println("trySend with room: " + bigger.trySend("good news"));
        switch (trySelect(letter.channel(bigger), ring)) {
            case 0 -> out.println("a letter: " + letter.value());
            case 1 -> out.println("at the door: " + ring.value());
            default -> out.println("all quiet");
        }
    }
}
