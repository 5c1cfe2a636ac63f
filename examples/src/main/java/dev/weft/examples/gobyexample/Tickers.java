package dev.weft.examples.gobyexample;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Unit.UNIT;
import static dev.weft.time.Timers.newTicker;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.time.Ticker;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/**
 * Tickers: an event again and again, until the ticker is stopped. Each tick carries the instant at which it was
 * due.
 *
 * <p>Prints {@code tick 1}, then {@code tick 2, 20 ms later}, {@code tick 3, 20 ms later}, and at the end
 * {@code ticker stopped}. On a slow machine a tick may be dropped; then the time is 40 ms or more, but always a
 * multiple of 20, because the phase is kept. A fourth tick may just slip in before the stop.
 */
public final class Tickers {
    private Tickers() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Ticker ticker = newTicker(Duration.ofMillis(20));
        Channel<Unit> enough = Channel.make(1);
        Channel<Unit> done = Channel.make();

        go(() -> {
            var stop = receive(done);
            var tick = receive(ticker.channel());
            Instant last = null;
            for (int n = 1;; n++) {
                switch (select(stop, tick)) {
                    case 0 -> { return; }
                    default -> {
                        Instant t = tick.value();
                        out.println("tick " + n + (last == null ? "" : later(last, t)));
                        last = t;
                        if (n == 3) {
                            enough.send(UNIT);
                        }
                    }
                }
            }
        });

        enough.receive();
        ticker.stop();
        done.send(UNIT);
        out.println("ticker stopped");
    }

    private static String later(Instant last, Instant t) {
        return ", " + Duration.between(last, t).toMillis() + " ms later";
    }
}
