package dev.weft.bubble;

import dev.weft.Goroutines;
import dev.weft.stress.SeededRuns;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs random tests with virtual time, several at once.
 *
 * <pre>
 * Bubbles PT1H          for an hour
 * Bubbles PT5M 42       with the same tests as in every run with the seed 42
 * Bubbles --test SEED   one test again and again, a thousand times
 * </pre>
 *
 * <p>Exits with 1 if a test has seen something wrong, or did not end within {@code -Dweft.bubbles.limit} (PT2M).
 */
public final class Bubbles {
    private static final int AT_A_TIME = 4;
    private static final int REPEATS = 1_000;

    private final Duration limit = Duration.parse(System.getProperty("weft.bubbles.limit", "PT2M"));
    private final AtomicLong count = new AtomicLong();
    private final AtomicReference<String> failure = new AtomicReference<>();
    private final PrintStream out;

    private Bubbles(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs tests.
     *
     * @param args see the class
     */
    public static void main(String[] args) throws InterruptedException {
        Thread.setDefaultUncaughtExceptionHandler((thread, t) -> {
            // goroutines of a test that has failed already
        });
        // Not System.exit: a hang might block that, too.
        Runtime.getRuntime().halt(new Bubbles(System.out).run(args));
    }

    private int run(String... args) throws InterruptedException {
        if (args.length == 2 && args[0].equals("--test")) {
            for (int i = 0; i < REPEATS && failure.get() == null; i++) {
                runOne(Long.parseLong(args[1]));
            }
            return report();
        }
        if (args.length < 1 || args.length > 2) {
            out.println("Bubbles DURATION [SEED] | Bubbles --test SEED");
            return 2;
        }
        long seed = args.length == 2 ? Long.parseLong(args[1]) : ThreadLocalRandom.current().nextLong();
        out.println("random tests for " + args[0] + ", seed " + seed);
        SeededRuns.run(AT_A_TIME, Duration.parse(args[0]), seed, () -> failure.get() != null,
                (next, runner) -> runOne(next));
        return report();
    }

    private void runOne(long seed) {
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                new RandomBubble(seed).run();
            } catch (Throwable t) {
                failure.compareAndSet(null, "seed " + seed + ": " + t.getMessage() + "\n" + trace(t));
            }
        });
        try {
            if (!thread.join(limit)) {
                failure.compareAndSet(null,
                        "seed " + seed + ": has not ended after " + limit + "\n" + Goroutines.dump());
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        count.incrementAndGet();
    }

    private static String trace(Throwable t) {
        StringWriter text = new StringWriter();
        t.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private int report() {
        out.printf("%,d tests with virtual time%n", count.get());
        out.println(failure.get() == null ? "all was well" : "FAILED: " + failure.get());
        out.flush();
        return failure.get() == null ? 0 : 1;
    }
}
