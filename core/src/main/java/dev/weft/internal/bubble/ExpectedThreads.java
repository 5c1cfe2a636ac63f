package dev.weft.internal.bubble;

import java.util.ArrayList;
import java.util.List;

/**
 * The threads that goroutines of a bubble have made, and that have not begun to run: usually few, as an executor starts a
 * thread when it has made it. Guarded by the lock of the bubble.
 */
final class ExpectedThreads {
    private final List<Thread> threads = new ArrayList<>();

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
        for (int i = 0; i < threads.size(); i++) { // an iterator takes memory, and there may be none
            Thread.State state = threads.get(i).getState();
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
