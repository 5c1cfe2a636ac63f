package dev.weft.examples.classics;

import static dev.weft.Go.go;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.SendChannel;
import java.io.PrintStream;

/**
 * A token ring: a hundred goroutines in a circle hand on a token with a count. Each takes one off the count; the
 * goroutine that gets it at zero reports it.
 *
 * <p>Prints {@code the token ended at goroutine 37 of 100}: ten rounds and 36 more hand-overs.
 */
public final class TokenRing {
    private static final int SIZE = 100;

    private TokenRing() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Channel<Integer> end = Channel.make();
        Channel<Integer> first = Channel.make();
        Channel<Integer> in = first;
        for (int id = 1; id <= SIZE; id++) {
            Channel<Integer> from = in;
            Channel<Integer> to = id < SIZE ? Channel.make() : first;
            int me = id;
            go(() -> node(me, from, to, end));
            in = to;
        }

        first.send(1036);
        out.println("the token ended at goroutine " + end.receive() + " of " + SIZE);
        first.close(); // the close goes round as well
    }

    private static void node(int id, ReceiveChannel<Integer> from, SendChannel<Integer> to, SendChannel<Integer> end)
            throws InterruptedException {
        for (int token : from) {
            if (token == 0) {
                end.send(id);
            } else {
                to.send(token - 1);
            }
        }
        if (id < SIZE) {
            to.close();
        }
    }
}
