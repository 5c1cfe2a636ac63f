package dev.weft.benchmarks.peers;

import dev.weft.sync.WaitGroup;

/** {@link WaitGroup}. */
public final class WeftGroup implements Group {
    private final WaitGroup group = new WaitGroup();

    @Override
    public void add() {
        group.add(1);
    }

    @Override
    public void done() {
        group.done();
    }

    @Override
    public void await() throws InterruptedException {
        group.await();
    }
}
