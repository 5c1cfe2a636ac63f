package dev.weft.benchmarks.roundtrip;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Two threads that change one volatile variable by turns: one plays and measures, the other only answers. */
final class Rally {
    private static final int MINE = 0;
    private static final int PARTNERS = 1;
    private static final int OVER = 2;

    /** The variable is in the middle of an array, so that nothing else is on its cache line, or on the next. */
    private static final int TURN = 64;

    /** The number of round trips in a sample: reading the clock once must not matter. */
    private static final int BATCH = 16;

    /** A thread that has looked this often gives its processor away: the other may be waiting for that one. */
    private static final int PATIENCE = 2_000;

    private final AtomicIntegerArray cells = new AtomicIntegerArray(2 * TURN);

    /**
     * Plays with a partner, who must call {@link #answer}.
     *
     * @param most how many samples to take
     * @param longest the time after which it takes no more, in nanoseconds
     * @return at least one sample, in nanoseconds for one round trip
     */
    double[] play(int most, long longest) {
        serve(1, 0); // until the partner is there
        double[] samples = new double[most];
        int n = 0;
        long begin = System.nanoTime();
        long deadline = begin + longest;
        while (n < most && (n == 0 || begin - deadline < 0)) {
            int trips = serve(BATCH, deadline);
            long end = System.nanoTime();
            samples[n++] = (double) (end - begin) / trips;
            begin = end;
        }
        return Arrays.copyOf(samples, n);
    }

    /** Ends {@link #answer}. */
    void end() {
        cells.set(TURN, OVER);
    }

    /** Returns each turn until {@link #end}. */
    void answer() {
        int looks = 0;
        for (;;) {
            int turn = cells.get(TURN);
            if (turn == PARTNERS) {
                cells.set(TURN, MINE);
                looks = 0;
            } else if (turn == OVER) {
                return;
            } else {
                Thread.onSpinWait();
                if (++looks % PATIENCE == 0) {
                    Thread.yield();
                }
            }
        }
    }

    /** Makes so many round trips, or fewer, but at least one, if the deadline passes; returns their number. */
    private int serve(int trips, long deadline) {
        for (int made = 1;; made++) {
            cells.set(TURN, PARTNERS);
            int looks = 0;
            while (cells.get(TURN) != MINE) {
                Thread.onSpinWait();
                if (++looks % PATIENCE == 0) {
                    Thread.yield();
                }
            }
            boolean slow = looks >= PATIENCE; // only then is it worth a look at the clock
            if (made == trips || slow && System.nanoTime() - deadline >= 0) {
                return made;
            }
        }
    }
}
