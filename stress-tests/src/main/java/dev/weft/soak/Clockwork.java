package dev.weft.soak;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Timers, tickers and delayed functions, which several goroutines stop and reset while they fire. No check depends on
 * how long anything took: whatever was set has either fired or been called off, exactly once, and no received value is
 * stale.
 */
final class Clockwork implements Topology {
    @Override
    public void run(Round round) throws Exception {
        Dice dice = round.dice();
        Crew crew = round.crew();
        if (dice.oneIn(2)) {
            crew.pester();
        }
        List<SharedFunction> functions = new ArrayList<>();
        for (int n = dice.size(1, 30); n > 0; n--) {
            SharedFunction function = new SharedFunction(crew);
            functions.add(function);
            for (int stages = dice.size(1, 3); stages > 0; stages--) {
                crew.start(function.changer(dice.split(), dice.size(1, 100)));
            }
        }
        Channel<Unit> quit = round.channel(0);
        List<SharedTimer> timers = new ArrayList<>();
        for (int n = dice.size(1, 20); n > 0; n--) {
            SharedTimer timer = new SharedTimer();
            timers.add(timer);
            for (int stages = dice.size(1, 3); stages > 0; stages--) {
                crew.start(timer.changer(dice.split(), dice.size(1, 100)));
                crew.start(timer.receiver(dice.split(), quit));
            }
        }
        for (int n = dice.size(1, 10); n > 0; n--) {
            crew.start(new TickerOwner(dice.split(), dice.size(1, 20)));
            crew.start(alarm(dice.split(), dice.size(1, 50)));
        }
        List<List<Instant>> ticks = sharedTicker(round, quit);
        for (SharedFunction function : functions) {
            function.finish();
        }
        for (SharedTimer timer : timers) {
            timer.finish();
        }
        quit.close();
        crew.join();
        functions.forEach(SharedFunction::audit);
        timers.forEach(SharedTimer::audit);
        Set<Instant> distinct = new HashSet<>();
        ticks.forEach(list -> list.forEach(t -> Round.check(distinct.add(t), "a tick came twice")));
        round.moved(functions.stream().mapToLong(SharedFunction::runs).sum()
                + timers.stream().mapToLong(SharedTimer::received).sum()
                + distinct.size());
    }

    /** A time-out as in Go: a select with {@code after}, in which nothing else is ever ready. */
    private static Stage alarm(Dice dice, int steps) {
        int[] left = {steps};
        return () -> {
            Duration d = dice.moment();
            Instant start = Timers.now();
            var after = receive(Timers.after(d));
            int chosen = select(receive(Idle.CHANNEL), after);
            Round.check(chosen == 1 && after.ok(), "a select chose a channel that is never ready");
            Round.check(!after.value().isBefore(start), "a timer was due before it was set");
            return --left[0] > 0;
        };
    }

    /** One ticker with several receivers: each tick goes to one of them. */
    private static List<List<Instant>> sharedTicker(Round round, Channel<Unit> quit) {
        Dice dice = round.dice();
        var ticker = Timers.newTicker(Duration.ofNanos(dice.size(100_000, 3_000_000)));
        List<List<Instant>> ticks = new ArrayList<>();
        for (int n = dice.size(1, 5); n > 0; n--) {
            List<Instant> mine = new ArrayList<>();
            ticks.add(mine);
            int most = dice.size(1, 30);
            var tick = receive(ticker.channel());
            var over = receive(quit);
            round.crew().start(() -> {
                select(tick, over);
                if (tick.chosen()) {
                    Round.check(mine.isEmpty() || tick.value().isAfter(mine.get(mine.size() - 1)),
                            "ticks out of order");
                    mine.add(tick.value());
                }
                return !over.chosen() && mine.size() < most;
            });
        }
        return ticks;
    }

    /** Waits a moment between two changes, so that some of the timers get to fire. */
    static void pause(Dice dice) throws InterruptedException {
        if (dice.oneIn(2)) {
            Go.sleep(dice.moment());
        }
    }
}
