package dev.weft.benchmarks;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Prints how far a pass has come, and how long the rest of it will take: at most fifty lines, however long the pass is.
 * Each step is planned with the time that its iterations take; what the steps so far took beyond that, the remaining
 * ones are expected to take, too.
 */
final class Progress {
    /** The part of the pass, in percent, after which it prints another line. */
    private static final long STEP = 2;

    private final PrintStream out;
    private final LongSupplier clock;
    private final long begin;
    private final long planned;
    private long done;
    private long current;
    private long next;
    private String phase = "";

    /** Begins a pass for which so many milliseconds are planned. */
    Progress(PrintStream out, long planned) {
        this(out, planned, System::nanoTime);
    }

    /** For tests, with another clock, in nanoseconds. */
    Progress(PrintStream out, long planned, LongSupplier clock) {
        this.out = out;
        this.planned = planned;
        this.clock = clock;
        this.begin = clock.getAsLong();
    }

    /** Begins a phase of the pass. */
    synchronized void phase(String name) {
        phase = name;
    }

    /** Begins a step for which so many milliseconds are planned; the step before has ended. */
    synchronized void step(String name, long milliseconds) {
        done += current;
        current = milliseconds;
        long percent = percent();
        if (percent >= next) {
            next = percent - percent % STEP + STEP;
            out.printf(Locale.ROOT, "%3d %%, %s left: %s, %s%n", percent, duration(left()), phase, name);
        }
    }

    private long percent() {
        return planned == 0 ? 0 : Math.min(99, 100 * done / planned);
    }

    /** The milliseconds that the rest will take. */
    private long left() {
        long rest = Math.max(0, planned - done);
        double pace = done == 0 ? 1 : (clock.getAsLong() - begin) / 1e6 / done;
        return Math.round(rest * pace);
    }

    /** A duration in words: in minutes, or in seconds if there are few of them. */
    static String duration(long milliseconds) {
        long seconds = (milliseconds + 999) / 1_000;
        long minutes = Math.round(seconds / 60.0);
        return seconds < 90 ? "about " + seconds + " s" : "about " + minutes + " minutes";
    }
}
