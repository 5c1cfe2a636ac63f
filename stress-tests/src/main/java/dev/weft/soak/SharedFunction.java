package dev.weft.soak;

import dev.weft.sync.WaitGroup;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A delayed function that several goroutines stop and reset. For each time it is set, either it runs once, or one call
 * of stop or reset reports that it has called it off: runs = set - called off.
 */
final class SharedFunction {
    /** A time that no run waits for: the function must be called off, and after that nothing of it may remain. */
    private static final Duration FAR = Duration.ofHours(10);

    private final WaitGroup pending = new WaitGroup();
    private final WaitGroup changers = new WaitGroup();
    private final AtomicLong set = new AtomicLong();
    private final AtomicLong calledOff = new AtomicLong();
    private final AtomicLong runs = new AtomicLong();
    private final Timer timer;

    SharedFunction(Crew crew) {
        settingOff();
        timer = Timers.afterFunc(FAR, () -> {
            crew.adopt();
            runs.incrementAndGet();
            pending.done();
        });
    }

    private void settingOff() {
        set.incrementAndGet();
        pending.add(1);
    }

    private void calledOff(boolean so) {
        if (so) {
            calledOff.incrementAndGet();
            pending.done();
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
                    settingOff();
                    calledOff(timer.reset(dice.oneIn(4) ? FAR : dice.moment()));
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

    /** Waits until the function is no longer set. */
    void finish() throws InterruptedException {
        changers.await();
        calledOff(timer.stop());
        pending.await();
    }

    void audit() {
        Round.check(
                runs() == set.get() - calledOff.get(),
                "a function was set " + set + " times, called off " + calledOff + " times, and ran " + runs + " times");
        Round.check(!timer.stop(), "stopped what was not set");
    }

    long runs() {
        return runs.get();
    }
}
