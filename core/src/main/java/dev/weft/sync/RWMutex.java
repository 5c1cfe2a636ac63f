package dev.weft.sync;

import dev.weft.internal.time.MonotonicClock;
import dev.weft.internal.wait.Wait;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock for any number of readers or a single writer, Go's {@code sync.RWMutex}.
 *
 * <p>It has no owner: one goroutine may lock it and another unlock it. A writer that merely <em>waits</em> already
 * keeps new readers out, so that readers cannot keep it out forever. Hence a goroutine that holds a read lock must not
 * take another: it might wait for a writer that waits for it. When a writer unlocks, all waiting readers get in before
 * the next writer. There is no upgrade from reader to writer, and no downgrade.
 *
 * <p>{@link #lock} and {@link #rLock} ignore interrupts, and keep the interrupt flag. {@link #writeLock()} and {@link
 * #readLock()} are the two sides as {@link Lock}s, with everything that a {@code Lock} can do.
 *
 * <p><b>Memory consistency effects</b>: actions before an {@code unlock} <i>happen-before</i> those after a
 * later {@code lock} or {@code rLock} returned; actions before an {@code rUnlock} <i>happen-before</i> those after
 * the next {@code lock} returned. A failed {@code tryLock} or {@code tryRLock} has no effects.
 */
public final class RWMutex extends RWState implements ReadWriteLock {
    private final ReadLock readLock = new ReadLock(this);
    private final WriteLock writeLock = new WriteLock(this);

    /** Made on first use. If threads race, any of their objects will do, as its only field is final. */
    private @Nullable Hold hold;

    private @Nullable Hold rHold;

    /** Creates an unlocked lock. */
    public RWMutex() {}

    // The writer.

    /** Locks for writing; waits until no reader and no writer is left. Ignores interrupts, and keeps the flag. */
    public void lock() {
        lockForWriting();
    }

    /**
     * Locks for writing if there is neither reader nor writer. Never waits. As in Go, it may also fail while another
     * writer is just giving up or unlocking.
     *
     * @return whether the lock was taken
     */
    public boolean tryLock() {
        return tryLockForWriting();
    }

    /**
     * Locks for writing, but waits no longer than the given time.
     *
     * @param timeout how long to wait; zero or less is one attempt
     * @return whether the lock was taken
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then the lock was not taken
     * @throws NullPointerException if the time-out is null
     */
    public boolean tryLock(Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        Wait.checkInterrupt();
        return timeout.isPositive() ? tryLockForWriting(MonotonicClock.deadlineAfter(timeout)) : tryLockForWriting();
    }

    /**
     * Unlocks for writing. Any thread may do so.
     *
     * @throws IllegalMonitorStateException if no writer holds it ({@code sync: Unlock of unlocked RWMutex})
     */
    public void unlock() {
        if (!unlockForWriting()) {
            throw new IllegalMonitorStateException("sync: Unlock of unlocked RWMutex");
        }
    }

    /**
     * Locks for writing until the end of a {@code try} block, Go's {@code mu.Lock(); defer mu.Unlock()}. Waits as
     * {@link #lock()} does, and allocates nothing after the first call.
     *
     * @return the hold; closing it unlocks. Closing it twice unlocks twice
     */
    public Hold hold() {
        Hold h = hold;
        if (h == null) {
            h = this::unlock; // before the lock is taken, as making it may fail
            hold = h;
        }
        lock();
        return h;
    }

    // The readers.

    /**
     * Locks for reading; waits while a writer holds the lock or waits for it. Ignores interrupts, and keeps the flag.
     *
     * @throws IllegalStateException if 2<sup>29</sup> read locks are already held
     */
    public void rLock() {
        lockForReading();
    }

    /**
     * Locks for reading if no writer holds the lock or waits for it. Never waits.
     *
     * @return whether a read lock was taken
     * @throws IllegalStateException if 2<sup>29</sup> read locks are already held
     */
    public boolean tryRLock() {
        return tryLockForReading();
    }

    /**
     * Locks for reading, but waits no longer than the given time.
     *
     * @param timeout how long to wait; zero or less is one attempt
     * @return whether a read lock was taken
     * @throws InterruptedException if the thread is interrupted, before or while it waits; then the lock was not taken
     * @throws IllegalStateException as in {@link #rLock()}
     * @throws NullPointerException if the time-out is null
     */
    public boolean tryRLock(Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        Wait.checkInterrupt();
        return timeout.isPositive() ? tryLockForReading(MonotonicClock.deadlineAfter(timeout)) : tryLockForReading();
    }

    /**
     * Unlocks for reading. Any thread may do so.
     *
     * @throws IllegalMonitorStateException if no reader holds it ({@code sync: RUnlock of unlocked RWMutex})
     */
    public void rUnlock() {
        if (!unlockForReading()) {
            throw new IllegalMonitorStateException("sync: RUnlock of unlocked RWMutex");
        }
    }

    /**
     * Locks for reading until the end of a {@code try} block, Go's {@code mu.RLock(); defer mu.RUnlock()}. Waits as
     * {@link #rLock()} does, and allocates nothing after the first call.
     *
     * @return the hold; closing it unlocks. Closing it twice unlocks twice
     * @throws IllegalStateException as in {@link #rLock()}
     */
    public Hold rHold() {
        Hold h = rHold;
        if (h == null) {
            h = this::rUnlock; // before the lock is taken, as making it may fail
            rHold = h;
        }
        rLock();
        return h;
    }

    // As java.util.concurrent's locks.

    /**
     * Returns the readers' side as a {@link Lock}, Go's {@code RLocker}.
     *
     * @return always the same lock; its {@code newCondition} throws {@link UnsupportedOperationException}
     */
    public Lock rLocker() {
        return readLock;
    }

    /**
     * Returns the readers' side, the same as {@link #rLocker}.
     *
     * @return always the same lock
     */
    @Override
    public Lock readLock() {
        return readLock;
    }

    /**
     * Returns the writers' side as a {@link Lock}.
     *
     * @return always the same lock
     */
    @Override
    public Lock writeLock() {
        return writeLock;
    }

    @Override
    public String toString() {
        return super.toString() + "[" + describe() + "]";
    }
}
