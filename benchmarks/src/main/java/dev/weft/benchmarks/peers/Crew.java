package dev.weft.benchmarks.peers;

import dev.weft.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** The goroutines of one invocation: starts them, joins them, and adds up what they received. */
public final class Crew {
    private final Peer peer;
    private final List<Thread> goroutines = new ArrayList<>();
    private final LongAdder total = new LongAdder();

    /**
     * A crew without goroutines.
     *
     * @param peer who starts them
     */
    public Crew(Peer peer) {
        this.peer = peer;
    }

    /**
     * Starts a goroutine.
     *
     * @param task what it does
     */
    public void start(Task<?> task) {
        goroutines.add(peer.start(task));
    }

    /**
     * Starts a goroutine that counts.
     *
     * @param work what it does
     */
    public void count(Count work) {
        goroutines.add(peer.start(() -> total.add(work.run())));
    }

    /**
     * Waits until all goroutines have ended.
     *
     * @return the sum of what they counted
     */
    public long join() throws InterruptedException {
        for (Thread goroutine : goroutines) {
            goroutine.join();
        }
        return total.sum();
    }
}
