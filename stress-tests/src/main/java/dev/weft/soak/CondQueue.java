package dev.weft.soak;

import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Lock;

/** A bounded queue with plain fields, guarded by a lock and two conditions; each change wakes one waiter. */
final class CondQueue {
    private final int capacity;
    private final boolean patient;
    private final Lock lock;
    private final Cond notFull;
    private final Cond notEmpty;
    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private boolean closed;

    /** If {@code patient}, no waiter has a time limit, which would make up for a lost signal. */
    CondQueue(int capacity, boolean mutex, boolean patient) {
        this.capacity = capacity;
        this.patient = patient;
        this.lock = mutex ? new Mutex() : new RWMutex().writeLock();
        this.notFull = new Cond(lock);
        this.notEmpty = new Cond(lock);
    }

    /** Adds an element; returns false if there was no room in time. */
    boolean put(Item item, Dice dice) throws InterruptedException {
        if (!Locking.acquire(lock, dice)) {
            return false;
        }
        try {
            while (items.size() == capacity) {
                if (!await(notFull, dice)) {
                    return false;
                }
            }
            items.addLast(item);
            notEmpty.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes an element; returns null if none came in time, or if the queue {@link #isOver}. */
    Item take(Dice dice) throws InterruptedException {
        if (!Locking.acquire(lock, dice)) {
            return null;
        }
        try {
            while (items.isEmpty()) {
                if (closed || !await(notEmpty, dice)) {
                    return null;
                }
            }
            Item item = items.removeFirst();
            notFull.signal();
            return item;
        } finally {
            lock.unlock();
        }
    }

    /**
     * There is exactly one signal for each place or element: if one is lost, or goes to a waiter that gave up,
     * everything stops.
     */
    private boolean await(Cond cond, Dice dice) throws InterruptedException {
        if (!patient && dice.oneIn(4)) {
            return cond.await(dice.moment());
        }
        cond.await();
        return true;
    }

    void close() {
        lock.lock();
        closed = true;
        notEmpty.broadcast();
        lock.unlock();
    }

    boolean isOver() {
        lock.lock();
        try {
            return closed && items.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
