package dev.weft.deadlock;

import dev.weft.Goroutines;
import dev.weft.stress.SeededRuns;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs random programs, several at a time, while the garbage is collected at random moments: those that are dead must end
 * with a {@code DeadlockException} that lists their goroutines, and no other may.
 *
 * <pre>
 * Deadlocks PT1H           for an hour
 * Deadlocks PT5M 42        with the same programs as in every run with the seed 42
 * Deadlocks --program SEED one program alone
 * </pre>
 *
 * <p>Exits with 1 if a program ended as it should not, or did not end within {@code -Dweft.deadlocks.limit}
 * (PT10M: on a busy machine collections take long, and only so much time may be spent on those that prove nothing).
 */
public final class Deadlocks {
    private static final int AT_A_TIME = 24;

    /** What it logs about goroutines that an end leaves is not of interest. */
    private static final Logger LOGGER = Logger.getLogger("dev.weft");

    private final Duration limit = Duration.parse(System.getProperty("weft.deadlocks.limit", "PT10M"));
    private final Map<Ending, LongAdder> counts = new EnumMap<>(Ending.class);
    private final LongAdder nanos = new LongAdder();
    private final AtomicReference<String> failure = new AtomicReference<>();
    private final PrintStream out;

    private Deadlocks(PrintStream out) {
        LOGGER.setLevel(Level.OFF);
        this.out = out;
        for (Ending ending : Ending.values()) {
            counts.put(ending, new LongAdder());
        }
    }

    /**
     * Runs programs.
     *
     * @param args see the class
     */
    public static void main(String[] args) throws InterruptedException {
        // Not System.exit: a hang might block that, too.
        Runtime.getRuntime().halt(new Deadlocks(System.out).run(args));
    }

    private int run(String... args) throws InterruptedException {
        if (args.length == 2 && args[0].equals("--program")) {
            runOne(Long.parseLong(args[1]), true);
            return report();
        }
        if (args.length < 1 || args.length > 2) {
            out.println("Deadlocks DURATION [SEED] | Deadlocks --program SEED");
            return 2;
        }
        long seed = args.length == 2 ? Long.parseLong(args[1]) : ThreadLocalRandom.current().nextLong();
        out.println("random programs for " + args[0] + ", seed " + seed);
        AtomicBoolean stop = new AtomicBoolean();
        Thread collector = Thread.ofPlatform().daemon().start(() -> {
            while (!stop.get()) {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(300_000_000));
                System.gc();
            }
        });
        SeededRuns.run(AT_A_TIME, Duration.parse(args[0]), seed, () -> failure.get() != null,
                (next, runner) -> runOne(next, runner % 2 == 0));
        stop.set(true);
        collector.join();
        int status = report();
        out.println("seed " + seed);
        return status;
    }

    /** Runs one program in a thread of its own, as the frames of this one may keep what it refers to. */
    private void runOne(long seed, boolean virtual) {
        RandomProgram program = new RandomProgram(seed);
        long start = System.nanoTime();
        Thread thread = (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(() -> {
            try {
                program.run();
            } catch (Throwable t) {
                failure.compareAndSet(null, t.toString());
            }
        });
        try {
            if (!thread.join(limit)) {
                failure.compareAndSet(null, program + ": has not ended after " + limit + "\n" + Goroutines.dump());
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        counts.get(program.ending()).increment();
        if (program.ending() == Ending.DEAD) {
            nanos.add(System.nanoTime() - start);
        }
    }

    private int report() {
        long alive = 0;
        long dead = 0;
        for (Map.Entry<Ending, LongAdder> e : counts.entrySet()) {
            out.printf("%,10d %s%n", e.getValue().sum(), e.getKey());
            if (e.getKey().alive) {
                alive += e.getValue().sum();
            } else {
                dead += e.getValue().sum();
            }
        }
        out.printf("%,10d were asleep, but alive%n%,10d were dead", alive, dead);
        long found = counts.get(Ending.DEAD).sum();
        out.printf(", and those that were dead from the beginning were found after %d ms on average%n",
                found == 0 ? 0 : nanos.sum() / found / 1_000_000);
        out.println(failure.get() == null ? "all was well" : "FAILED: " + failure.get());
        out.flush();
        return failure.get() == null ? 0 : 1;
    }
}
