package dev.weft.leak;

import dev.weft.Goroutines;
import dev.weft.stress.SeededRuns;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs random programs, several at a time, in which some goroutines leak, some wait for long, and some end: {@code
 * Goroutines.leaked} must report each that leaks, once, and no other.
 *
 * <pre>
 * Leaks PT1H           for an hour
 * Leaks PT5M 42        with the same programs as in every run with the seed 42
 * Leaks --program SEED one program alone
 * </pre>
 *
 * <p>Exits with 1 if a goroutine was reported that should not be, or one was not within {@code -Dweft.leaks.limit} (PT2M).
 */
public final class Leaks {
    private static final int AT_A_TIME = 16;

    /** What it logs of leaks that it finds before it is asked is no news. */
    private static final Logger LOGGER = Logger.getLogger("dev.weft");

    private final Duration limit = Duration.parse(System.getProperty("weft.leaks.limit", "PT2M"));
    private final AtomicLong programs = new AtomicLong();
    private final AtomicLong withLeaks = new AtomicLong();
    private final AtomicLong goroutines = new AtomicLong();
    private final AtomicLong leaks = new AtomicLong();
    private final AtomicLong held = new AtomicLong();
    private final AtomicReference<String> failure = new AtomicReference<>();
    private final Looker looker = new Looker();
    private final AtomicLong numbers = new AtomicLong();
    private final PrintStream out;

    private Leaks(PrintStream out) {
        LOGGER.setLevel(Level.OFF);
        this.out = out;
    }

    /**
     * Runs programs.
     *
     * @param args see the class
     */
    public static void main(String[] args) throws Exception {
        // Not System.exit: a hang might block that, too.
        Runtime.getRuntime().halt(run(args, System.out));
    }

    /** Runs programs; returns the exit status. */
    static int run(String[] args, PrintStream out) throws Exception {
        boolean one = args.length == 2 && args[0].equals("--program");
        if (!one && (args.length < 1 || args.length > 2)) {
            out.println("Leaks DURATION [SEED] | Leaks --program SEED");
            return 2;
        }
        Leaks leaks = new Leaks(out);
        try (AutoCloseable tracking = Goroutines.track()) {
            Thread thread = Thread.ofPlatform().daemon().start(leaks.looker::run);
            if (one) {
                leaks.runOne(Long.parseLong(args[1]));
            } else {
                leaks.runMany(Duration.parse(args[0]),
                        args.length == 2 ? Long.parseLong(args[1]) : ThreadLocalRandom.current().nextLong());
            }
            thread.interrupt();
            thread.join();
        }
        return leaks.report();
    }

    private void runMany(Duration duration, long seed) throws InterruptedException {
        out.println("random programs for " + duration + ", seed " + seed);
        SeededRuns.run(AT_A_TIME, duration, seed, () -> failure.get() != null, (next, runner) -> runOne(next));
    }

    private void runOne(long seed) {
        Trial trial = new Trial(seed, numbers.incrementAndGet());
        try {
            trial.run(looker, limit);
            programs.incrementAndGet();
            withLeaks.addAndGet(trial.leaksAtFirst() > 0 ? 1 : 0);
            goroutines.addAndGet(trial.goroutines());
            leaks.addAndGet(trial.leaks());
            held.addAndGet(trial.heldAtFirst());
        } catch (Throwable t) {
            failure.compareAndSet(null, t.toString());
        }
    }

    private int report() {
        out.printf("%,10d programs, in %,d of which something leaked before anything was released%n", programs.get(),
                withLeaks.get());
        out.printf("%,10d goroutines%n%,10d were held for a while%n%,10d leaked, and were reported, in %,d looks%n",
                goroutines.get(), held.get(), leaks.get(), looker.looks());
        out.println(failure.get() == null ? "all was well" : "FAILED: " + failure.get());
        out.flush();
        return failure.get() == null ? 0 : 1;
    }
}
