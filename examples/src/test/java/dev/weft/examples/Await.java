package dev.weft.examples;

import dev.weft.GoroutineState;
import dev.weft.Goroutines;
import java.util.List;
import java.util.concurrent.Callable;

/** Waits for a condition that must hold eventually, and fails if that takes very long. */
public final class Await {
    private Await() {}

    /** Waits until the condition holds. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Output.LONG.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not in time: " + what);
            }
            Thread.sleep(1);
        }
    }

    /** Waits until no goroutine runs or waits in code of this class's package. */
    public static void noGoroutinesOf(Class<?> one) throws Exception {
        until("the end of all goroutines of " + one.getPackageName(), () -> goroutinesOf(one).isEmpty());
    }

    /** The goroutines with code of this class's package on their stacks. The test must {@linkplain TrackGoroutines track} them. */
    public static List<String> goroutinesOf(Class<?> one) {
        return Goroutines.all().stream().map(GoroutineState::toString)
                .filter(goroutine -> goroutine.contains(one.getPackageName() + ".")).toList();
    }
}
