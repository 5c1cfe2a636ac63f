package dev.weft.examples.classics;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import java.io.PrintStream;

/**
 * Tee, from "Concurrency in Go": splits a channel in two, each of which gets every value. A value goes first to the
 * side that is ready first. That side's case is then turned off (its channel is null, which is never ready), and the
 * other side gets the value next.
 *
 * <p>Prints
 *
 * <pre>
 * 1 and 1
 * 2 and 2
 * 3 and 3
 * both closed: true
 * </pre>
 */
public final class Tee {
    private Tee() {}

    private record Pair<T>(ReceiveChannel<T> left, ReceiveChannel<T> right) {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Channel<Unit> done = Channel.make();
        Channel<Integer> numbers = Channel.make();
        go(() -> {
            try (numbers) {
                for (int i = 1; i <= 3; i++) {
                    numbers.send(i);
                }
            }
        });

        Pair<Integer> both = tee(done, numbers);
        for (int left : both.left()) {
            out.println(left + " and " + both.right().receive());
        }
        out.println("both closed: " + (both.right().receive() == null));
    }

    private static <T> Pair<T> tee(ReceiveChannel<Unit> done, ReceiveChannel<T> in) {
        Channel<T> left = Channel.make();
        Channel<T> right = Channel.make();
        go(() -> {
            try (left; right) {
                var end = receive(done);
                for (T value : OrDone.orDone(done, in)) {
                    var toLeft = send(left, value);
                    var toRight = send(right, value);
                    for (int i = 0; i < 2; i++) {
                        switch (select(toLeft, toRight, end)) {
                            case 0 -> toLeft.channel(null);
                            case 1 -> toRight.channel(null);
                            default -> { return; }
                        }
                    }
                }
            }
        });
        return new Pair<>(left, right);
    }
}
