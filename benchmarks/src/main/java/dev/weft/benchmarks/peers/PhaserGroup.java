package dev.weft.benchmarks.peers;

import java.util.concurrent.Phaser;

/** A {@link Phaser} with one party that never arrives, so that it does not terminate when the others have left. */
public final class PhaserGroup implements Group {
    private final Phaser phaser = new Phaser(1);

    @Override
    public void add() {
        phaser.register();
    }

    @Override
    public void done() {
        phaser.arriveAndDeregister();
    }

    @Override
    public void await() {
        throw new UnsupportedOperationException("a phaser cannot be awaited without taking part");
    }
}
