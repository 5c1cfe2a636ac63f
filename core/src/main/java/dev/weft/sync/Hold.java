package dev.weft.sync;

/**
 * A lock that is held until the end of a {@code try} block, Go's {@code defer mu.Unlock()}; made by {@link
 * Mutex#hold()}, {@link RWMutex#hold()} and {@link RWMutex#rHold()}.
 *
 * <pre>{@code
 * try (var held = mu.hold()) {
 *     counter++;
 * }
 * }</pre>
 *
 * <p>It does not record who holds the lock, as these locks have no owner: any thread may close it, and closing it twice
 * unlocks twice.
 *
 * <p><b>Memory consistency effects</b>: those of the lock's {@code lock} and {@code unlock}.
 */
@FunctionalInterface
public interface Hold extends AutoCloseable {
    /**
     * Unlocks.
     *
     * @throws IllegalMonitorStateException if the lock is not held ({@code sync: unlock of unlocked mutex}, {@code
     *     sync: Unlock of unlocked RWMutex} or {@code sync: RUnlock of unlocked RWMutex}); then nothing changes
     */
    @Override
    void close();
}
