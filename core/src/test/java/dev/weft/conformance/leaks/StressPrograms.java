package dev.weft.conformance.leaks;

import static dev.weft.Go.go;
import static dev.weft.Unit.UNIT;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Goroutines;
import dev.weft.Unit;
import dev.weft.sync.WaitGroup;
import java.lang.ref.WeakReference;
import java.time.Duration;

/**
 * {@code stresstests.go}: many goroutines that look for leaks at once, and a long chain of goroutines that do not leak.
 */
final class StressPrograms {
    /** Makes a tree of 10 nodes. Go's has 5 levels; but here each node runs the collector. */
    private static final int LEVELS = 3;

    private static final int CHAIN = 1000;

    private StressPrograms() {}

    /**
     * In each node of a tree, a goroutine leaks, and another one looks for leaks. Repaired: the channels are closed.
     */
    @GoProgram(value = "SpawnGC", leaks = "[chan receive] ×10")
    static void spawnGC(boolean repaired, Stage stage) throws InterruptedException {
        node(LEVELS, repaired, stage);
    }

    private static void node(int level, boolean repaired, Stage stage) throws InterruptedException {
        if (level == 0) {
            return;
        }
        WaitGroup started = new WaitGroup();
        started.add(level + 1);
        go(() -> {
            Channel<Unit> c = Channel.make();
            if (repaired) {
                c.close();
            }
            started.done();
            c.receive();
        });
        for (int i = 0; i < level; i++) {
            go(() -> {
                started.done();
                node(level - 1, repaired, stage);
            });
        }
        started.await();
        stage.report(Goroutines.leaked());
    }

    /** Each goroutine of a chain waits for the next, and the last one sleeps: no leak. Repaired: it does not sleep. */
    @GoProgram(value = "DaisyChain", waits = {"[chan receive] ×1000", "[sleep]"})
    static void daisyChain(boolean repaired, Stage stage) {
        Channel<Unit> end = Channel.make(1);
        go(() -> link(CHAIN, end, repaired, stage));
    }

    private static void link(int i, Channel<Unit> next, boolean repaired, Stage stage) throws InterruptedException {
        if (i > 0) {
            Channel<Unit> previous = Channel.make();
            go(() -> link(i - 1, previous, repaired, stage));
            previous.receive();
        } else if (!repaired) {
            WeakReference<Thread> sleeper = new WeakReference<>(Thread.currentThread()); // only its timer may keep it
            stage.atEnd(() -> {
                Thread thread = sleeper.get();
                if (thread != null) {
                    thread.interrupt();
                }
            });
            try {
                Go.sleep(Duration.ofHours(1));
            } catch (InterruptedException e) {
                // the trial is over
            }
        }
        next.send(UNIT);
    }
}
