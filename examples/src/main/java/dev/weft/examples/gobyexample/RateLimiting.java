package dev.weft.examples.gobyexample;

import static dev.weft.Go.go;
import static dev.weft.time.Timers.now;
import static dev.weft.time.Timers.tick;

import dev.weft.Channel;
import dev.weft.ReceiveChannel;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/**
 * Rate limiting: a tick must be received before a request is served. A limiter with a buffer that is full at the start
 * lets a burst of three pass, and the rest at the pace of the ticks.
 *
 * <p>Each request is served once and in order. The program prints the time between two ticks, which is the period of 20
 * ms, or a multiple of it if the machine was too slow for a tick; the first tick of each limiter has no predecessor.
 *
 * <pre>
 * request 1
 * request 2, 20 ms later
 * request 3, 20 ms later
 * request 4, 20 ms later
 * request 5, 20 ms later
 * bursty request 1, at once
 * bursty request 2, at once
 * bursty request 3, at once
 * bursty request 4
 * bursty request 5, 20 ms later
 * </pre>
 */
public final class RateLimiting {
    private static final Duration PERIOD = Duration.ofMillis(20);

    private RateLimiting() {}

    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        ReceiveChannel<Instant> limiter = tick(PERIOD);
        Instant last = null;
        for (int req : requests()) {
            Instant t = limiter.receive();
            out.println("request " + req + later(last, t));
            last = t;
        }

        Channel<Instant> burstyLimiter = Channel.make(3);
        Instant start = now();
        for (int i = 0; i < 3; i++) {
            burstyLimiter.send(start);
        }
        Thread refill = go(() -> {
            for (Instant t : tick(PERIOD)) {
                burstyLimiter.send(t);
            }
        });
        last = null;
        for (int req : requests()) {
            Instant t = burstyLimiter.receive();
            if (t.equals(start)) {
                out.println("bursty request " + req + ", at once");
            } else {
                out.println("bursty request " + req + later(last, t));
                last = t;
            }
        }
        refill.interrupt(); // it would go on forever; in a program of its own, the end of the program would stop it
    }

    private static ReceiveChannel<Integer> requests() throws InterruptedException {
        Channel<Integer> requests = Channel.make(5);
        try (requests) {
            for (int i = 1; i <= 5; i++) {
                requests.send(i);
            }
        }
        return requests;
    }

    private static String later(Instant last, Instant t) {
        return last == null ? "" : ", " + Duration.between(last, t).toMillis() + " ms later";
    }
}
