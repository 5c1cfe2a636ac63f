package dev.weft.soak;

import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import java.util.Arrays;
import java.util.concurrent.locks.Lock;

/**
 * Accounts whose fields are all plain, with a mutex each or one read-write mutex for all. A stage that needs several
 * locks takes them in ascending order.
 */
final class Accounts {
    static final long FIRST_BALANCE = 1_000;

    private final long[] balances;
    private final Lock[] readers;
    private final Lock[] writers;
    private int inside;
    private long writes;

    Accounts(int count, boolean oneForAll) {
        balances = new long[count];
        Arrays.fill(balances, FIRST_BALANCE);
        writers = new Lock[oneForAll ? 1 : count];
        readers = new Lock[writers.length];
        if (oneForAll) {
            RWMutex lock = new RWMutex();
            writers[0] = lock.writeLock();
            readers[0] = lock.rLocker();
        } else {
            for (int i = 0; i < count; i++) {
                writers[i] = new Mutex();
                readers[i] = writers[i];
            }
        }
    }

    int count() {
        return balances.length;
    }

    /** The locks that a transfer needs. */
    Lock[] forTransfer(int from, int to) {
        return writers.length == 1 ? writers : new Lock[] {writers[Math.min(from, to)], writers[Math.max(from, to)]};
    }

    /** The locks for an audit, which changes nothing. */
    Lock[] forReading() {
        return readers;
    }

    /** Transfers an amount. The caller holds the locks of the transfer. */
    void transfer(int from, int to, long amount, boolean slowly) {
        if (writers.length == 1) {
            Round.check(inside == 0, "two writers in a read-write mutex");
            inside++;
            writes++;
        }
        long before = balances[from];
        balances[from] = before - amount;
        if (slowly) {
            Thread.yield(); // so that others run now, should the lock let them in
        }
        balances[to] += amount;
        Round.check(balances[from] == before - amount, "a balance has changed under the lock");
        if (writers.length == 1) {
            inside--;
        }
    }

    /** Adds up all accounts. The caller holds the locks for reading. */
    void audit(boolean slowly) {
        long writesBefore = writes;
        Round.check(inside == 0, "a reader beside a writer");
        long sum = 0;
        for (int i = 0; i < balances.length; i++) {
            sum += balances[i];
            if (slowly && i % 16 == 0) {
                Thread.yield();
            }
        }
        Round.check(sum == FIRST_BALANCE * balances.length, "the sum of all accounts is " + sum);
        Round.check(inside == 0 && writes == writesBefore, "a writer beside a reader");
    }
}
