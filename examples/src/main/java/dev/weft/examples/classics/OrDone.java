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
 * Or-done, from "Concurrency in Go": wraps a channel so that a plain loop over it ends when the channel is
 * closed, or else when {@code done} is.
 *
 * <p>The first channel ends by itself; the second never does, because no goroutine will send on it again or close it.
 * Prints
 *
 * <pre>
 * 1
 * 2
 * 3
 * the channel was closed
 * 4
 * done was closed
 * </pre>
 */
public final class OrDone {
    private OrDone() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Channel<Unit> done = Channel.make();

        Channel<Integer> ends = Channel.make(3);
        try (ends) {
            for (int i = 1; i <= 3; i++) {
                ends.send(i);
            }
        }
        for (int i : orDone(done, ends)) {
            out.println(i);
        }
        out.println("the channel was closed");

        Channel<Integer> neverEnds = Channel.make(1);
        neverEnds.send(4);
        for (int i : orDone(done, neverEnds)) {
            out.println(i);
            done.close(); // without it the loop would wait forever
        }
        out.println("done was closed");
    }

    /** Returns a channel with the values of {@code in}, until that is closed or {@code done} is. */
    static <T> ReceiveChannel<T> orDone(ReceiveChannel<Unit> done, ReceiveChannel<T> in) {
        Channel<T> values = Channel.make();
        go(() -> {
            try (values) {
                var end = receive(done);
                var next = receive(in);
                for (;;) {
                    switch (select(end, next)) {
                        case 0 -> { return; }
                        default -> {
                            if (!next.ok()) {
                                return;
                            }
                            select(send(values, next.value()), end);
                        }
                    }
                }
            }
        });
        return values;
    }
}
