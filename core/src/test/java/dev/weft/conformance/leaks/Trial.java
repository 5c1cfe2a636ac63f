package dev.weft.conformance.leaks;

import dev.weft.Go;
import dev.weft.GoroutineState;
import dev.weft.Goroutines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Runs programs of the corpus, all in the version with the bug or all repaired, and compares what is reported as leaked
 * with what they leak.
 *
 * <p>A trial looks for leaks only when each goroutine of the programs has ended, or waits as one that leaks. So it never
 * looks too early, and it notices a goroutine that should not be there. A leak may still be reported one collection
 * late, for example because a register refers to it; so a trial looks up to three times. Afterwards nothing of the
 * programs is left: what leaked is gone, and everything else has ended.
 */
final class Trial {
    private static final int LOOKS = 3;

    /** Less than a child process has, so that it can still say what is wrong. */
    private static final Duration LIMIT = dev.weft.support.Goroutines.LONG.dividedBy(2);

    private static final String PACKAGE = Trial.class.getPackageName() + ".";

    /** Where the library warns of leaks that it finds before it is asked, which here is no news. */
    private static final Logger WARNINGS = Logger.getLogger("dev.weft");

    private final List<LeakProgram> programs;
    private final boolean repaired;
    private final Waits leaks;
    private final Waits waits;
    private final long before;
    private final Duration limit;
    private final Stage stage = new Stage();
    private final List<GoroutineState> found = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    private Trial(List<LeakProgram> programs, boolean repaired, long before, Duration limit) {
        this.programs = programs;
        this.repaired = repaired;
        this.leaks = repaired ? Waits.NONE : programs.stream().map(LeakProgram::leaks).reduce(Waits.NONE, Waits::plus);
        this.waits = repaired ? Waits.NONE : programs.stream().map(LeakProgram::waits).reduce(Waits.NONE, Waits::plus);
        this.before = before;
        this.limit = limit;
    }

    /**
     * Runs the programs, one after the other, and then looks.
     *
     * @return how often it looked
     * @throws AssertionError if anything else is reported than they leak, or if anything in them fails
     */
    static int run(List<LeakProgram> programs, boolean repaired) throws Exception {
        return run(programs, repaired, LIMIT);
    }

    /** The same; fails if what should happen takes longer than the limit. */
    static int run(List<LeakProgram> programs, boolean repaired, Duration limit) throws Exception {
        Thread last = Go.go(() -> {});
        last.join();
        Trial trial = new Trial(programs, repaired, last.threadId(), limit);
        var handler = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> trial.failures.add(failure));
        Level level = WARNINGS.getLevel();
        WARNINGS.setLevel(Level.OFF);
        try (AutoCloseable tracking = Goroutines.track()) {
            return trial.run();
        } finally {
            trial.stage.end();
            WARNINGS.setLevel(level);
            Thread.setDefaultUncaughtExceptionHandler(handler);
        }
    }

    private int run() throws Exception {
        for (LeakProgram program : programs) {
            Thread main = Go.go(() -> program.run(repaired, stage));
            if (!main.join(limit)) {
                throw failed(program + " does not return from its main function");
            }
            settle(); // the next one may look for leaks itself
        }
        int looks = 0;
        do {
            found.addAll(ours(Goroutines.leaked()));
            looks++;
            settle();
        } while (!reported().equals(leaks) && looks < LOOKS);
        if (!reported().equals(leaks)) {
            throw failed("wrong leaks");
        }
        if (!waiting().equals(waits)) {
            throw failed("wrong goroutines are left");
        }
        found.forEach(this::check);
        stage.reports().forEach(this::check);
        stage.end();
        awaitUntil(() -> waiting().equals(Waits.NONE), "something does not end");
        if (!failures.isEmpty()) {
            throw failed("a goroutine failed");
        }
        return looks;
    }

    /** Waits until all goroutines have ended that neither leak nor wait for what can still happen. */
    private void settle() {
        awaitUntil(this::isSettled, "something neither ends nor leaks");
    }

    /** Looks twice, because a goroutine may start another one, and then wait, while it is being looked for. */
    private boolean isSettled() {
        List<GoroutineState> first = ours(Goroutines.all());
        if (!maySettleAs(first)) {
            return false;
        }
        List<GoroutineState> second = ours(Goroutines.all());
        return maySettleAs(second)
                && first.stream().map(GoroutineState::id).toList()
                        .equals(second.stream().map(GoroutineState::id).toList());
    }

    private boolean maySettleAs(List<GoroutineState> goroutines) {
        return Waits.of(goroutines).plus(reported()).areWithin(leaks.plus(waits));
    }

    private Waits reported() {
        return Waits.of(found).plus(Waits.of(stage.reports()));
    }

    private Waits waiting() {
        return Waits.of(ours(Goroutines.all()));
    }

    /** Those that the programs have started. */
    private List<GoroutineState> ours(List<GoroutineState> goroutines) {
        return goroutines.stream().filter(g -> g.id() > before).toList();
    }

    /** A report says where the goroutine waits, and where it was started. */
    private void check(GoroutineState leak) {
        if (leak.stack().stream().noneMatch(f -> f.getClassName().startsWith(PACKAGE))) {
            throw failed("no stack: " + leak);
        }
        StackTraceElement createdBy = leak.createdBy();
        if (createdBy == null ? !leak.name().isEmpty() : !createdBy.getClassName().startsWith(PACKAGE)) {
            throw failed("wrong creator: " + leak);
        }
    }

    private void awaitUntil(java.util.function.BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0 || !failures.isEmpty()) {
                throw failed(what);
            }
            LockSupport.parkNanos(100_000);
        }
    }

    private AssertionError failed(String what) {
        Waits reported = reported();
        AssertionError error = new AssertionError(what + " in " + programs + (repaired ? ", repaired" : "")
                + "\nmissing reports:   " + leaks.minus(reported)
                + "\nsurplus reports:   " + reported.minus(leaks)
                + "\nothers that wait:  " + waiting().minus(waits)
                + ours(Goroutines.all()).stream().limit(20).map(g -> "\n" + g).collect(Collectors.joining()));
        failures.forEach(error::addSuppressed);
        return error;
    }
}
