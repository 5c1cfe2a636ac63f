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
 * Bridge, from "Concurrency in Go": turns a channel of channels into one channel, which gives the values of the first,
 * then those of the second, and so on.
 *
 * <p>Prints the numbers from 1 to 9, which come through three channels of three, on one line:
 * {@code 1 2 3 4 5 6 7 8 9}. Then it closes {@code done} in the middle of an endless series of channels, and prints
 * {@code stopped}.
 */
public final class Bridge {
    private Bridge() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Channel<Unit> done = Channel.make();

        StringBuilder line = new StringBuilder();
        for (int i : bridge(done, threes(done, 9))) {
            line.append(line.isEmpty() ? "" : " ").append(i);
        }
        out.println(line);

        for (int i : bridge(done, threes(done, Integer.MAX_VALUE))) {
            if (i == 5) {
                done.close();
                break;
            }
        }
        out.println("stopped");
    }

    /** Returns a channel with the values of all the channels, one channel after the other. */
    private static <T> ReceiveChannel<T> bridge(ReceiveChannel<Unit> done,
            ReceiveChannel<? extends ReceiveChannel<T>> channels) {
        Channel<T> values = Channel.make();
        go(() -> {
            try (values) {
                var end = receive(done);
                for (ReceiveChannel<T> channel : OrDone.orDone(done, channels)) {
                    for (T value : OrDone.orDone(done, channel)) {
                        select(send(values, value), end);
                    }
                }
            }
        });
        return values;
    }

    /** Channels with 1 2 3, with 4 5 6, and so on up to the last number; each is closed at its end. */
    private static ReceiveChannel<ReceiveChannel<Integer>> threes(ReceiveChannel<Unit> done, int last) {
        Channel<ReceiveChannel<Integer>> channels = Channel.make();
        go(() -> {
            try (channels) {
                var end = receive(done);
                for (int i = 1; i <= last - 2; i += 3) {
                    Channel<Integer> three = Channel.make(3);
                    try (three) {
                        three.send(i);
                        three.send(i + 1);
                        three.send(i + 2);
                    }
                    switch (select(send(channels, three), end)) {
                        case 0 -> {}
                        default -> { return; }
                    }
                }
            }
        });
        return channels;
    }
}
