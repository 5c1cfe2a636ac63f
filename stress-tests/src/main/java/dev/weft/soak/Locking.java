package dev.weft.soak;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/** Takes a lock in one of the ways there are, chosen at random. */
final class Locking {
    private Locking() {}

    /**
     * Takes the lock.
     *
     * @return false if the lock was not free in time
     */
    static boolean acquire(Lock lock, Dice dice) throws InterruptedException {
        switch (dice.below(5)) {
            case 0 -> lock.lockInterruptibly();
            case 1 -> {
                return lock.tryLock(dice.moment().toNanos(), TimeUnit.NANOSECONDS);
            }
            case 2 -> {
                if (!lock.tryLock()) {
                    lock.lock();
                }
            }
            default -> lock.lock();
        }
        return true;
    }
}
