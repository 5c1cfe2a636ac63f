package dev.weft.internal.bubble;

import java.util.HashSet;
import java.util.Set;

/**
 * The threads that goroutines of a bubble have made, and that have not begun to run. Guarded by the lock of the bubble.
 */
final class ExpectedThreads {
    private final Set<Thread> threads = new HashSet<>();

    void add(Thread thread) {
        threads.add(thread);
    }

    boolean contains(Thread thread) {
        return threads.contains(thread);
    }

    void remove(Thread thread) {
        threads.remove(thread);
    }

    /** Whether one has been started, and is about to arrive. One that could not be started has terminated. */
    boolean anyArriving() {
        if (threads.isEmpty()) {
            return false; // an iterator takes memory, and there may be none
        }
        for (Thread thread : threads) {
            Thread.State state = thread.getState();
            if (state != Thread.State.NEW && state != Thread.State.TERMINATED) {
                return true;
            }
        }
        return false;
    }

    /** Expects none of them any longer; returns how many there were. */
    int clear() {
        int n = threads.size();
        threads.clear();
        return n;
    }
}
