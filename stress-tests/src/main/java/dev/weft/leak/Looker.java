package dev.weft.leak;

import dev.weft.GoroutineState;
import dev.weft.Goroutines;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Asks for leaks, again and again, and tells each trial which of its goroutines were reported. */
final class Looker {
    private static final int LONGEST_PAUSE = 200;

    private final Map<Long, Trial> trials = new ConcurrentHashMap<>();
    private final AtomicLong looks = new AtomicLong();
    private volatile @Nullable Throwable failure;

    void add(long number, Trial trial) {
        trials.put(number, trial);
    }

    void remove(long number) {
        trials.remove(number);
    }

    /** Looks until the current thread is interrupted. */
    void run() {
        try {
            for (;;) {
                for (GoroutineState state : Goroutines.leaked()) {
                    report(state);
                }
                looks.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE));
            }
        } catch (InterruptedException e) {
            // no more of it
        } catch (Throwable t) {
            failure = t;
        }
    }

    private void report(GoroutineState state) {
        String[] name = state.name().split("/", 2);
        Trial trial = name.length == 2 ? trials.get(Long.valueOf(name[0])) : null;
        if (trial == null) {
            throw new AssertionError("none of those that may leak: " + state);
        }
        trial.report(Integer.parseInt(name[1]), state);
    }

    /** Returns after a look that has begun after this call. */
    void awaitAnotherLook() throws InterruptedException {
        long next = looks.get() + 2; // one may have begun before
        while (looks.get() < next) {
            check();
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Throws an AssertionError if it has failed. */
    void check() {
        if (failure != null) {
            throw new AssertionError("the look failed: " + failure, failure);
        }
    }

    /** How often it has looked. */
    long looks() {
        return looks.get();
    }
}
