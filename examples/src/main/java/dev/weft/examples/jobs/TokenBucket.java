package dev.weft.examples.jobs;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Unit.UNIT;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.context.Context;
import dev.weft.time.Ticker;
import dev.weft.time.Timers;
import java.time.Duration;

/**
 * Limits a rate: every operation takes a token, and a ticker adds one at a time. The bucket is a buffered channel.
 * Tokens that do not fit are dropped, so an idle period allows a short burst, but not a long one.
 */
final class TokenBucket {
    private final Channel<Unit> tokens;

    private TokenBucket(int size) {
        tokens = Channel.make(size);
    }

    /** Starts with a full bucket; the ticker stops when the context is done. */
    static TokenBucket start(Context ctx, int size, Duration every) {
        TokenBucket bucket = new TokenBucket(size);
        while (bucket.tokens.trySend(UNIT)) {
            // add another
        }
        go(() -> bucket.refill(ctx, every));
        return bucket;
    }

    private void refill(Context ctx, Duration every) throws InterruptedException {
        try (Ticker ticker = Timers.newTicker(every)) {
            var tick = receive(ticker.channel());
            var stop = receive(ctx.done());
            for (;;) {
                switch (select(tick, stop)) {
                    case 0 -> tokens.trySend(UNIT);
                    default -> {
                        return;
                    }
                }
            }
        }
    }

    /** Waits for a token. If the context is done, takes none, even if there are some. */
    void take(Context ctx) throws InterruptedException {
        if (ctx.err() == null) {
            switch (select(receive(tokens), receive(ctx.done()))) {
                case 0 -> {
                    return;
                }
                default -> {
                }
            }
        }
        throw ctx.err();
    }
}
