package dev.weft.internal.wait;

/** Like a select: it can be claimed once, through whichever of its waiters is found. */
public final class ClaimedOnce extends Wait {
    public Waiter winner;

    /** How often it was asked whether it could be claimed: a measure of how far searches went. */
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
