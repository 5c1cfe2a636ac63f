package dev.weft.examples.notes;

import static dev.weft.Go.go;
import static dev.weft.time.Timers.tick;

import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two people in a hallway try to pass each other, and always step to the same side: a livelock. Both are busy, and
 * neither makes progress.
 *
 * <p>Output, always:
 *
 * <pre>
 * Alice is trying to scoot: left right left right left right left right left right
 * Alice tosses her hands up in exasperation!
 * Barbara is trying to scoot: left right left right left right left right left right
 * Barbara tosses her hands up in exasperation!
 * </pre>
 *
 * <p>In Go this output is only likely: it requires that both are ready for the next step at every tick, within a
 * millisecond, and that the program does not end before the second one has printed. Here a tick counts only when both
 * are ready, and their lines are printed when both are through.
 */
public final class Livelock {
    private final Cond cadence = new Cond(new Mutex());
    private int ready; // guarded by cadence.L

    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger right = new AtomicInteger();

    private Livelock() {}

    private void keepCadence() {
        for (Instant ignored : tick(Duration.ofMillis(1))) {
            cadence.L.lock();
            if (ready == 2) {
                ready = 0;
                cadence.broadcast();
            }
            cadence.L.unlock();
        }
    }

    private void takeStep() throws InterruptedException {
        cadence.L.lock();
        try {
            ready++;
            cadence.await();
        } finally {
            cadence.L.unlock();
        }
    }

    private boolean tryDir(String dirName, AtomicInteger dir, StringBuilder out) throws InterruptedException {
        out.append(" ").append(dirName);
        dir.addAndGet(1);
        takeStep();
        if (dir.get() == 1) {
            out.append(". Success!");
            return true;
        }
        takeStep();
        dir.addAndGet(-1);
        return false;
    }

    private boolean tryLeft(StringBuilder out) throws InterruptedException {
        return tryDir("left", left, out);
    }

    private boolean tryRight(StringBuilder out) throws InterruptedException {
        return tryDir("right", right, out);
    }

    private void walk(WaitGroup walking, String name, StringBuilder out) throws InterruptedException {
        try {
            out.append(name).append(" is trying to scoot:");
            for (int i = 0; i < 5; i++) {
                if (tryLeft(out) || tryRight(out)) {
                    return;
                }
            }
            out.append("\n").append(name).append(" tosses her hands up in exasperation!");
        } finally {
            walking.done();
        }
    }

    static void run(PrintStream out) throws InterruptedException {
        Livelock hallway = new Livelock();
        Thread metronome = go(hallway::keepCadence);
        try {
            WaitGroup peopleInHallway = new WaitGroup();
            StringBuilder alice = new StringBuilder();
            StringBuilder barbara = new StringBuilder();
            peopleInHallway.add(2);
            go(() -> hallway.walk(peopleInHallway, "Alice", alice));
            go(() -> hallway.walk(peopleInHallway, "Barbara", barbara));
            peopleInHallway.await();
            out.println(alice);
            out.println(barbara);
        } finally {
            metronome.interrupt();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
