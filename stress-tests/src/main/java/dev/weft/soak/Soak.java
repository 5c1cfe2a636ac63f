package dev.weft.soak;

import dev.weft.Task;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Random topologies of goroutines, for as long as you like, with everything accounted for: elements, locks, timers,
 * threads and memory.
 *
 * <pre> Soak PT1H           for an hour Soak PT5M 42        with the same topologies as in every run with the seed 42
 * Soak --round SEED   one round alone
 * </pre>
 *
 * <p>Exits with 1 if anything was wrong, and reports what, the seed of the round, and where its goroutines are. A round
 * that takes longer than {@code -Dweft.soak.limit} (PT2M) hangs, which counts as a failure. Run it with {@code -Xmx1g}:
 * its largest crowds are sized to fill the heap.
 */
public final class Soak {
    private Soak() {}

    /**
     * Runs the soak.
     *
     * @param args see the class
     */
    public static void main(String[] args) {
        // Not System.exit: a hang might block that, too.
        Runtime.getRuntime().halt(run(args, System.out));
    }

    /** Runs the soak, and returns the exit status of the process. */
    static int run(String[] args, PrintStream out) {
        Duration limit = Duration.parse(System.getProperty("weft.soak.limit", "PT2M"));
        if (args.length == 2 && args[0].equals("--round")) {
            return report(out, () -> new Round(Long.parseLong(args[1])).execute(limit));
        }
        if (args.length < 1 || args.length > 2) {
            out.println("Soak DURATION [SEED] | Soak --round SEED");
            return 2;
        }
        long seed = args.length == 2 ? Long.parseLong(args[1]) : ThreadLocalRandom.current().nextLong();
        out.println("soak for " + args[0] + ", seed " + seed);
        Campaign campaign = new Campaign(Duration.parse(args[0]), limit, seed, out);
        int result = report(out, campaign::run);
        out.println(campaign.summary() + "\nseed " + seed);
        out.println(result == 0 ? "all was well" : "FAILED, see above");
        out.flush();
        return result;
    }

    private static int report(PrintStream out, Task<?> task) {
        try {
            task.run();
            return 0;
        } catch (Throwable t) {
            out.println("FAILED: " + t.getMessage());
            (t.getCause() == null ? t : t.getCause()).printStackTrace(out);
        }
        out.flush();
        return 1;
    }
}
