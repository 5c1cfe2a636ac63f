package dev.weft.examples.gobyexample;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.SendChannel;
import java.io.PrintStream;

/**
 * Channel directions: a parameter of type {@link SendChannel} can only be sent to, one of type {@link
 * ReceiveChannel} only received from. Anything else does not compile.
 *
 * <p>Prints {@code is anybody there? yes}.
 */
public final class ChannelDirections {
    private ChannelDirections() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Channel<String> questions = Channel.make(1);
        Channel<String> answers = Channel.make(1);

        ask(questions);
        answer(questions, answers);

        out.println(answers.receive());
    }

    private static void ask(SendChannel<String> questions) throws InterruptedException {
        questions.send("is anybody there?");
    }

    private static void answer(ReceiveChannel<String> questions, SendChannel<String> answers)
            throws InterruptedException {
        answers.send(questions.receive() + " yes");
    }
}
