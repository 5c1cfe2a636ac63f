package dev.weft.internal.bubble;

import static dev.weft.internal.time.MonotonicClock.NEVER;

import dev.weft.internal.wait.Wait;
import dev.weft.internal.wait.WaitReason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A verdict on a bubble of which one goroutine is blocked, before it is carried out; for tests in other packages. */
public final class OpenVerdict {
    /** Never started. It may be shared, as it is only counted. */
    private static final Thread BLOCKED = new Thread("blocked");

    private static final VarHandle CENSUS;
    private static final VarHandle VERDICT;
    private static final VarHandle CHANGES_THEN;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(Bubble.class, MethodHandles.lookup());
            CENSUS = lookup.findVarHandle(Bubble.class, "census", Census.class);
            VERDICT = lookup.findVarHandle(Bubble.class, "verdict", Judge.Verdict.class);
            CHANGES_THEN = lookup.findVarHandle(Bubble.class, "changesThen", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Bubble bubble;
    private final BlockedWait wait;

    /**
     * Blocks a goroutine, and passes the verdict.
     *
     * @param bubble a bubble in which another goroutine runs, so that it decides nothing by itself
     */
    public OpenVerdict(Bubble bubble) {
        this.bubble = bubble;
        this.wait = new BlockedWait(bubble, new Wait(BLOCKED, WaitReason.CHAN_RECEIVE) {});
        bubble.enter(BLOCKED);
        bubble.block(wait, NEVER, true);
        // The lock is not needed: nobody else is here yet.
        CHANGES_THEN.set(bubble, ((Census) CENSUS.get(bubble)).changes());
        VERDICT.set(bubble, Judge.Verdict.DEADLOCK);
    }

    /** Wakes the blocked goroutine. */
    public void wake() {
        wait.woken();
    }

    /** Returns whether the verdict is carried out, and not void; what it leads to is left out. */
    public boolean confirm() {
        boolean confirmed = bubble.confirm() != null;
        if (confirmed) {
            bubble.release();
        }
        return confirmed;
    }
}
