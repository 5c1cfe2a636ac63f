package dev.weft.soak;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import dev.weft.Unit;
import dev.weft.sync.WaitGroup;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A timer that several goroutines stop and reset, and several receive from. For each time it is set, either one of them
 * receives, or one call of stop or reset reports that it has called it off: received = set - called off.
 */
final class SharedTimer {
    private final WaitGroup changers = new WaitGroup();
    private final AtomicLong set = new AtomicLong(1);
    private final AtomicLong calledOff = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final Timer timer = Timers.newTimer(Duration.ofMillis(1));

    private void calledOff(boolean so) {
        if (so) {
            calledOff.incrementAndGet();
        }
    }

    Stage changer(Dice dice, int steps) {
        changers.add(1);
        return new Stage() {
            private int left = steps;

            @Override
            public boolean step() throws InterruptedException {
                if (dice.oneIn(3)) {
                    calledOff(timer.stop());
                } else {
                    set.incrementAndGet();
                    calledOff(timer.reset(dice.moment()));
                }
                left--;
                Clockwork.pause(dice);
                return left > 0;
            }

            @Override
            public void end() {
                changers.done();
            }
        };
    }

    Stage receiver(Dice dice, Channel<Unit> quit) {
        ReceiveCase<Instant> fired = receive(timer.channel());
        ReceiveCase<Unit> over = receive(quit);
        return () -> {
            if (dice.oneIn(3)) {
                // Some minimum time, or it would loop without waiting.
                if (timer.channel().tryReceive(dice.moment().plusNanos(100_000)) != null) {
                    received.incrementAndGet();
                }
                return true;
            }
            select(fired, over);
            if (fired.chosen()) {
                Round.check(fired.ok() && fired.value() != null, "a timer's channel gave nothing");
                received.incrementAndGet();
            }
            return !over.chosen();
        };
    }

    void finish() throws InterruptedException {
        changers.await();
        calledOff(timer.stop());
    }

    void audit() {
        Round.check(timer.channel().tryReceive() == null, "received from a timer that is stopped");
        Round.check(
                received() == set.get() - calledOff.get(),
                "a timer was set " + set + " times, called off " + calledOff + " times, and received " + received
                        + " times");
    }

    long received() {
        return received.get();
    }
}
