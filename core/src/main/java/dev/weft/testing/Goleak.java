package dev.weft.testing;

import dev.weft.GoroutineState;
import dev.weft.Goroutines;
import dev.weft.internal.goroutine.Tracking;
import dev.weft.internal.observe.Dump;
import dev.weft.internal.observe.Leaks;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Checks that a test leaves no goroutine behind, as {@code go.uber.org/goleak} does.
 *
 * <pre>{@code
 * try (AutoCloseable tracking = Goroutines.track()) {
 *     …
 *     Goleak.verifyNone();
 * }
 * }</pre>
 *
 * <p>It finds every goroutine that is still there, also one that waits for something that a static field refers to. To
 * find those that can never go on, which are fewer, there is {@link Goroutines#leaked}.
 */
public final class Goleak {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    private static final int LONGEST_PAUSE = 50;

    private Goleak() {}

    /**
     * Checks that no goroutine is left, other than the current one, that was started since the current thread began to
     * {@linkplain Goroutines#track track} goroutines. If that thread has begun several times without ending it, the
     * last time counts. If it does not track at all, the beginning of the first that does counts: of another thread, or
     * of {@code -Dweft.track=true}. Waits up to a second for such goroutines to end. If the thread is interrupted, it
     * waits no longer, and keeps the interrupt flag.
     *
     * @throws AssertionError if there are any; its message lists them, as {@link Goroutines#dump} does. It also lists those
     *     that were found meanwhile because they could never go on, each once
     * @throws IllegalStateException if goroutines are not tracked
     */
    public static void verifyNone() {
        if (!Tracking.isOn()) {
            throw new IllegalStateException(
                    "goroutines are not tracked: call Goroutines.track() first, or set -Dweft.track=true");
        }
        long since = Tracking.since();
        long start = System.nanoTime();
        List<GoroutineState> left = Leaks.left(since);
        for (int pause = 1; !left.isEmpty() && System.nanoTime() - start < PATIENCE; pause = Math.min(2 * pause,
                LONGEST_PAUSE)) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            left = Leaks.left(since);
        }
        if (!left.isEmpty()) {
            Leaks.forget(left);
            throw new AssertionError("found unexpected goroutines:" + Dump.appendix(left));
        }
    }
}
