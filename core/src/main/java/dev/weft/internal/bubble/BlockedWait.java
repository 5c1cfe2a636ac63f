package dev.weft.internal.bubble;

import dev.weft.internal.wait.Suspension;
import dev.weft.internal.wait.Wait;
import dev.weft.internal.wait.WaitReason;
import org.jspecify.annotations.Nullable;

/**
 * One wait of a goroutine, as its {@link Bubble} sees it: free, or held. Guarded by the lock of the bubble; the waiting
 * thread also reads {@code held} without it, to see whether it has been freed.
 */
final class BlockedWait extends Suspension {
    private final Bubble bubble;

    private final WaitReason reason;

    volatile boolean held;

    /** Whether the thread has returned from its park, and is about to free the wait itself. Read with the lock held. */
    private volatile boolean waking;

    /** While held: whether the goroutine does not count as running, and so is in the list of the blocked. */
    boolean durable;

    /** While held and durable: the place in that list. */
    int index;

    /** The end of the wait, if it has ever had a deadline. */
    private @Nullable Event deadline;

    BlockedWait(Bubble bubble, Wait wait) {
        super(wait);
        this.bubble = bubble;
        this.reason = wait.reason();
    }

    WaitReason waitsFor() {
        return reason;
    }

    /** Whether this is a call of {@code SyncTest.await}. */
    boolean awaitsAll() {
        return reason == WaitReason.SYNCTEST_WAIT;
    }

    /** The event that ends the wait at a time. Called by the waiting thread, before it is held. */
    Event eventAt(long time) {
        Event event = deadline;
        if (event == null) {
            event = Event.of(this);
            deadline = event;
        }
        event.set(time);
        return event;
    }

    /** The event that ends the wait, or the last that could have; null if there never was one. */
    @Nullable Event event() {
        return deadline;
    }

    /** Called by the waiting thread when it has returned from its park, before it takes the lock. */
    void beginToWake() {
        waking = true;
    }

    /** The wait is held from now on. */
    void hold() {
        waking = false;
        held = true;
    }

    /**
     * Whether the thread is about to free the wait: because it is awake, or because it has been interrupted. The flag is
     * read first: the thread may clear it when it is awake, while it waits for the lock, but then it has said so before.
     */
    boolean isWaking() {
        return thread().isInterrupted() || waking;
    }

    boolean needNotPark() {
        return isWoken();
    }

    Thread blockedThread() {
        return thread();
    }

    void wakeUp() {
        unpark();
    }

    void end() {
        signal();
    }

    @Override
    protected void woken() {
        bubble.free(this);
    }
}
