package dev.weft.internal.channel;

import dev.weft.ReceiveChannel;
import dev.weft.Unit;
import dev.weft.internal.time.Clock;
import dev.weft.internal.wait.Wait;
import dev.weft.internal.wait.WaitReason;
import org.jspecify.annotations.Nullable;

/**
 * The channel of a context that is never done: nothing can ever be received from it. All such contexts share this one,
 * so nobody queues up on it: goroutines that wait here forever, and are abandoned, would be kept forever. In a select it
 * counts as a nil channel, which is what Go has in its place.
 */
public final class NeverChannel extends ReceiveOnlyChannel<Unit> {
    /** The only instance. */
    public static final ReceiveChannel<Unit> INSTANCE = new NeverChannel();

    private NeverChannel() {
        super(null); // whichever thread may be the first to need it
    }

    @Override
    public boolean canReceive() {
        return false;
    }

    @Override
    public boolean looksFilled() {
        return false;
    }

    @Override
    public @Nullable Object take() {
        return null;
    }

    /** Waits until the deadline, without a place in the queue. */
    @Override
    @Nullable Unit receive(long deadline) throws InterruptedException {
        Wait wait = new Wait(WaitReason.CHAN_RECEIVE);
        wait.throwUnlessTimedOut(wait.await(deadline, Clock.virtual())); // nobody outside of a bubble can end it
        return null;
    }

    @Override
    public String toString() {
        return "Channel[never]";
    }
}
