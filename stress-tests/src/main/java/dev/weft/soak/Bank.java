package dev.weft.soak;

import dev.weft.Channel;
import dev.weft.sync.WaitGroup;
import java.util.concurrent.locks.Lock;

/** Transfers between accounts under locks: no money is made or lost, and a reader never sees a half-done transfer. */
final class Bank implements Topology {
    @Override
    public void run(Round round) throws Exception {
        Dice dice = round.dice();
        Accounts accounts = new Accounts(dice.size(2, 100), dice.oneIn(2));
        Channel<Lock> unlockers = round.channel(dice.capacity());
        WaitGroup clerks = new WaitGroup();
        int count = dice.size(1, 200);
        int steps = Math.max(1, dice.size(1, 20_000) / count);
        int audits = dice.size(2, 50);
        if (dice.oneIn(2)) {
            round.crew().pester();
        }
        clerks.add(count);
        for (int i = 0; i < count; i++) {
            round.crew().start(new Clerk(accounts, unlockers, dice.split(), steps, audits, clerks::done));
        }
        round.crew().start(() -> {
            Lock lock = unlockers.receive();
            if (lock != null) {
                lock.unlock();
            }
            return lock != null;
        });
        round.crew().start(new OneShot(clerks::await, unlockers::close));
        round.crew().join();
        for (Lock lock : accounts.forReading()) {
            Round.check(lock.tryLock(), "a lock is still held, and all have ended");
        }
        accounts.audit(false);
        round.moved((long) count * steps);
    }
}
