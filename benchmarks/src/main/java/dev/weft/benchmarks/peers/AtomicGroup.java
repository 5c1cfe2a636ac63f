package dev.weft.benchmarks.peers;

import java.util.concurrent.atomic.AtomicLong;

/** Not a group, only the atomic operations that a group needs. */
public final class AtomicGroup implements Group {
    private final AtomicLong count = new AtomicLong();

    @Override
    public void add() {
        count.getAndIncrement();
    }

    @Override
    public void done() {
        count.getAndDecrement();
    }

    @Override
    public void await() {
        if (count.get() != 0) {
            throw new IllegalStateException("still counting");
        }
    }
}
