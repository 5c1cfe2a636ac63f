package dev.weft.sync;

/**
 * A lock that is held until the end of a {@code try} block, Go's {@code defer mu.Unlock()}; made by {@link Mutex#hold()},
 * {@link RWMutex#hold()} and {@link RWMutex#rHold()}.
 *
 * <pre>{@code
 * try (var held = mu.hold()) {
 *     counter++;
 * }
 * }</pre>
 *
 * <p>It is no record of who holds the lock, as the locks have no owners: any thread may close it, and to close it twice is
 * to unlock twice.
 *
 * <p><b>Memory consistency effects</b>: those of the lock's {@code lock} and {@code unlock}.
 */
@FunctionalInterface
public interface Hold extends AutoCloseable {
    /**
     * Unlocks.
     *
     * @throws IllegalMonitorStateException if the lock is not held ({@code sync: unlock of unlocked mutex}, {@code sync:
     *     Unlock of unlocked RWMutex} or {@code sync: RUnlock of unlocked RWMutex}); then nothing changes
     */
    @Override
    void close();
}
