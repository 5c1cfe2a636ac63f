package dev.weft.soak;

import dev.weft.time.Ticker;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;

/** Has a ticker and a timer to itself, and so knows what it may receive after each reset and stop. */
final class TickerOwner implements Stage {
    private final Dice dice;
    private int left;

    TickerOwner(Dice dice, int steps) {
        this.dice = dice;
        this.left = steps;
    }

    @Override
    public boolean step() throws InterruptedException {
        left--;
        timer();
        ticker();
        return left > 0;
    }

    private void timer() throws InterruptedException {
        Timer timer = Timers.newTimer(dice.moment());
        Clockwork.pause(dice);
        Duration d = Duration.ofNanos(dice.size(1_000, 2_000_000));
        Instant set = Timers.now();
        timer.reset(d);
        Instant value = timer.channel().receive();
        Round.check(!value.isBefore(set.plus(d)), "stale: reset at " + set + " to " + d + ", received " + value);
        Round.check(!timer.stop(), "stopped a timer whose element was received");
        Round.check(timer.channel().tryReceive() == null, "a timer fired twice");
    }

    private void ticker() throws InterruptedException {
        Duration period = Duration.ofNanos(dice.size(50_000, 2_000_000));
        try (Ticker ticker = Timers.newTicker(Duration.ofNanos(dice.size(50_000, 2_000_000)))) {
            Clockwork.pause(dice);
            Instant set = Timers.now();
            ticker.reset(period);
            Instant first = ticker.channel().receive();
            Round.check(!first.isBefore(set.plus(period)), "stale: reset at " + set + ", tick of " + first);
            Instant last = first;
            for (int i = dice.below(5); i > 0; i--) {
                Clockwork.pause(dice);
                Instant tick = ticker.channel().receive();
                Round.check(tick.isAfter(last), "a tick came twice");
                long phase = Duration.between(first, tick).toNanos() % period.toNanos();
                Round.check(phase == 0, "a tick is out of phase by " + phase + " ns");
                last = tick;
            }
            ticker.stop();
            Round.check(ticker.channel().tryReceive() == null, "a tick after stop");
            Round.check(ticker.channel().tryReceive(period) == null, "a tick some time after stop");
        }
    }
}
