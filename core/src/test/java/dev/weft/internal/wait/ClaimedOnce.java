package dev.weft.internal.wait;

/** As a select is: it can be claimed once, whichever of its waiters is found. */
public final class ClaimedOnce extends Wait {
    public Waiter winner;

    /** How often somebody asked whether it could be claimed: how far searches went. */
    public int asked;

    public ClaimedOnce() {
        super(WaitReason.SELECT);
    }

    @Override
    public boolean claim(Waiter waiter) {
        if (winner != null) {
            return false;
        }
        winner = waiter;
        return true;
    }

    @Override
    public boolean claimable() {
        asked++;
        return winner == null;
    }
}
