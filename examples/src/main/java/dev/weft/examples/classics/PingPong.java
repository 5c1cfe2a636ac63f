package dev.weft.examples.classics;

import static dev.weft.Go.go;

import dev.weft.Channel;
import java.io.PrintStream;

/**
 * Ping-pong: two players and a ball, which is a value in an unbuffered channel. The player that has it may hit it; the
 * other waits.
 *
 * <p>Prints ten hits, from {@code ping 1} to {@code pong 10}, or from {@code pong 1} to {@code ping 10}: which player
 * gets the ball first is not determined, but then they take turns. The last line is {@code game over}.
 */
public final class PingPong {
    private static final int HITS = 10;

    private PingPong() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Channel<Integer> table = Channel.make();
        Channel<Integer> end = Channel.make();

        go(() -> player(out, "ping", table, end));
        go(() -> player(out, "pong", table, end));

        table.send(0); // the ball is in play
        end.receive();
        table.close();
        out.println("game over");
    }

    private static void player(PrintStream out, String name, Channel<Integer> table, Channel<Integer> end)
            throws InterruptedException {
        for (int hits : table) {
            hits++;
            out.println(name + " " + hits);
            if (hits < HITS) {
                table.send(hits);
            } else {
                end.send(hits);
            }
        }
    }
}
