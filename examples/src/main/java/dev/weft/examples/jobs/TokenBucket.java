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
 * Limits a rate: who wants to do something takes a token, and a ticker brings one at a time. The bucket is a channel with
 * a buffer. What does not fit in is dropped, so that a time without work allows for a short rush, but not for a long one.
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
            // one more
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

    /** Waits for a token. Whose context is done gets none, even if there are some. */
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
