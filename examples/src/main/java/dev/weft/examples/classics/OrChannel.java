package dev.weft.examples.classics;

import static dev.weft.Go.go;
import static dev.weft.Select.select;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import dev.weft.Select;
import dev.weft.SelectCase;
import dev.weft.Unit;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * Or-channel, from "Concurrency in Go": a channel that is closed as soon as one of many is. A select takes any number
 * of cases, so one goroutine is enough.
 *
 * <p>Prints
 *
 * <pre>
 * nothing yet: true
 * one of 100 was closed
 * </pre>
 */
public final class OrChannel {
    private OrChannel() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        List<Channel<Unit>> signals = Stream.generate(Channel::<Unit>make).limit(100).toList();
        ReceiveChannel<Unit> any = or(signals);
        out.println("nothing yet: " + !any.drained());

        signals.get(42).close();
        any.receive();
        out.println("one of " + signals.size() + " was closed");
    }

    private static ReceiveChannel<Unit> or(List<? extends ReceiveChannel<Unit>> channels) {
        Channel<Unit> any = Channel.make();
        SelectCase[] cases = channels.stream().map(Select::receive).toArray(SelectCase[]::new);
        go(() -> {
            try (any) {
                select(cases);
            }
        });
        return any;
    }
}
