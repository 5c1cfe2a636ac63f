package dev.weft.soak;

import dev.weft.Channel;
import java.util.concurrent.locks.Lock;

/** Makes transfers between accounts, or adds them all up. */
final class Clerk implements Stage {
    private final Accounts accounts;
    private final Channel<Lock> unlockers;
    private final Dice dice;
    private final int audits;
    private final Runnable atEnd;
    private int left;

    /** One step in {@code audits} is an audit. Some locks are left for others to unlock. */
    Clerk(Accounts accounts, Channel<Lock> unlockers, Dice dice, int steps, int audits, Runnable atEnd) {
        this.accounts = accounts;
        this.unlockers = unlockers;
        this.dice = dice;
        this.left = steps;
        this.audits = audits;
        this.atEnd = atEnd;
    }

    @Override
    public boolean step() throws InterruptedException {
        if (left == 0) {
            return false;
        }
        left--;
        boolean slowly = dice.oneIn(8);
        if (dice.oneIn(audits)) {
            with(accounts.forReading(), () -> accounts.audit(slowly));
        } else {
            int from = dice.below(accounts.count());
            int to = (from + 1 + dice.below(accounts.count() - 1)) % accounts.count();
            long amount = dice.below(100);
            with(accounts.forTransfer(from, to), () -> accounts.transfer(from, to, amount, slowly));
        }
        return true;
    }

    private void with(Lock[] locks, Runnable action) throws InterruptedException {
        int held = 0;
        try {
            while (held < locks.length) {
                if (!Locking.acquire(locks[held], dice)) {
                    return;
                }
                held++;
            }
            action.run();
        } finally {
            while (held > 0) {
                held--;
                release(locks[held]);
            }
        }
    }

    private void release(Lock lock) {
        // Never waits: the others may need a lock that is still held here.
        if (!dice.oneIn(8) || !unlockers.trySend(lock)) {
            lock.unlock();
        }
    }

    @Override
    public void end() {
        atEnd.run();
    }
}
