package dev.weft.benchmarks.peers;

import java.util.concurrent.Phaser;

/** {@link Phaser}, with one party that never arrives, so that it does not end when the others have gone. */
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

    /** Nothing: a phaser cannot be awaited without taking part. */
    @Override
    public void await() {}
}
