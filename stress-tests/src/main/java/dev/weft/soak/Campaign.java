package dev.weft.soak;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs several rounds at a time, in bursts, until its time is up. Between two bursts nothing runs: then it samples the
 * live heap, and looks for anything left behind. On Weft's own scheduler, {@link Hogs} run beside every second burst.
 */
final class Campaign {
    /** How many rounds run at the same time: one more than there are processors, so that no round runs undisturbed. */
    private static final int SIDE_BY_SIDE = Runtime.getRuntime().availableProcessors() + 1;

    private static final Duration PROGRESS = Duration.ofMinutes(1);

    /** A horde takes some seconds, in which the other rounds make little progress. */
    private static final Duration BETWEEN_HORDES = Duration.ofMinutes(1);

    private final Duration duration;
    private final Duration limit;
    private final Dice dice;
    private final PrintStream out;
    private final Tally tally = new Tally();
    private final HeapTrend heap = new HeapTrend();
    private final Leftovers leftovers = new Leftovers();
    private final Hogs hogs = new Hogs();
    private final AtomicReference<SoakFailure> failure = new AtomicReference<>();

    /**
     * Prepares a campaign.
     *
     * @param duration how long it runs
     * @param limit how long one round may take before it counts as hanging
     * @param seed determines the seeds of the rounds
     */
    Campaign(Duration duration, Duration limit, long seed, PrintStream out) {
        this.duration = duration;
        this.limit = limit;
        this.dice = new Dice(seed);
        this.out = out;
    }

    /** Runs it; returns normally if nothing went wrong. */
    void run() throws SoakFailure, InterruptedException {
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        long progress = start + PROGRESS.toNanos();
        for (Kind kind : Kind.values()) { // each kind once, so that tables of the virtual machine reach their size
            if (kind != Kind.HORDE || duration.compareTo(BETWEEN_HORDES) >= 0) {
                execute(kind.seed(dice.below(Integer.MAX_VALUE)));
            }
        }
        quiesce();
        long burst = burst(duration).toNanos();
        for (long bursts = 1; System.nanoTime() < end; bursts++) {
            boolean withHorde = bursts % (BETWEEN_HORDES.toNanos() / burst) == 0;
            boolean withHogs = Hogs.areBearable() && bursts % 2 == 1;
            if (withHogs) {
                hogs.start();
            }
            runBurst(Math.min(System.nanoTime() + burst, end), withHorde);
            if (withHogs) {
                hogs.stop();
            }
            quiesce();
            heap.sample();
            if (!heap.isFlat()) {
                throw new SoakFailure("the live heap grows: " + heap + "\n" + LiveHeap.largest());
            }
            if (System.nanoTime() > progress) {
                progress += PROGRESS.toNanos();
                out.println((System.nanoTime() - start) / 1_000_000_000 + " s: " + tally.brief() + "; heap: " + heap);
            }
        }
        if (Hogs.areBearable()) {
            hogs.awaitFewCarriers();
        }
    }

    /** Enough bursts to show a trend, but not so many that little else gets done. */
    private static Duration burst(Duration duration) {
        Duration burst = duration.dividedBy(24);
        Duration longest = Duration.ofSeconds(30);
        Duration shortest = Duration.ofSeconds(2);
        return burst.compareTo(longest) > 0 ? longest : burst.compareTo(shortest) < 0 ? shortest : burst;
    }

    private void runBurst(long end, boolean withHorde) throws SoakFailure, InterruptedException {
        List<Thread> runners = new ArrayList<>();
        for (int i = 0; i < SIDE_BY_SIDE; i++) {
            Dice own = dice.split();
            boolean horde = i == 0 && withHorde;
            runners.add(Thread.ofPlatform().daemon().name("soak-runner").start(() -> runUntil(end, own, horde)));
        }
        for (Thread t : runners) {
            t.join(); // none runs longer than the limit of a round
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private void runUntil(long end, Dice own, boolean withHorde) {
        Kind next = withHorde ? Kind.HORDE : any(own);
        try {
            while (System.nanoTime() < end && failure.get() == null) {
                execute(next.seed(own.below(Integer.MAX_VALUE)));
                next = any(own);
            }
        } catch (SoakFailure e) {
            failure.compareAndSet(null, e);
        } catch (Throwable t) {
            failure.compareAndSet(null, new SoakFailure("a runner failed: " + t, t));
        }
    }

    private static Kind any(Dice own) {
        return Kind.values()[own.below(Kind.HORDE.ordinal())];
    }

    private void execute(long seed) throws SoakFailure, InterruptedException {
        long start = System.nanoTime();
        Round round = new Round(seed);
        round.execute(limit);
        tally.add(round, System.nanoTime() - start);
    }

    private void quiesce() throws SoakFailure {
        if (!Idle.isDeserted(Idle.CHANNEL)) {
            throw new SoakFailure("left behind: somebody stands in the queue of a channel that no round uses now");
        }
        List<Thread> left = leftovers.find();
        if (!left.isEmpty()) {
            throw new SoakFailure("threads are left over: " + left + "\n" + Stacks.ofPlatformThreads());
        }
    }

    /** What was done. */
    String summary() {
        return tally + "\nlive heap: " + heap + "\nthreads left over: " + leftovers.find().size()
                + " platform; every goroutine was joined" + (Hogs.areBearable() ? "\n" + hogs : "");
    }
}
