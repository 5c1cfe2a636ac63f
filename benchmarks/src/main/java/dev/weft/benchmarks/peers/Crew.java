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
     * Creates a crew without goroutines.
     *
     * @param peer the peer that starts them
     */
    public Crew(Peer peer) {
        this.peer = peer;
    }

    /**
     * Starts a goroutine.
     *
     * @param task what the goroutine does
     */
    public void start(Task<?> task) {
        goroutines.add(peer.start(task));
    }

    /**
     * Starts a goroutine that counts.
     *
     * @param work what the goroutine does
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
