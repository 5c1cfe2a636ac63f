package dev.weft.benchmarks.peers;

import dev.weft.Task;

/**
 * A peer whose goroutines are platform threads.
 *
 * @param peer whose pipes and gates they use
 */
public record OnThreads(Peer peer) implements Peer {
    @Override
    public <T> Pipe<T> pipe(int capacity) {
        return peer.pipe(capacity);
    }

    @Override
    public Thread start(Task<?> task) {
        return Starter.PLATFORM.start(task);
    }

    @Override
    public Gate gate() {
        return peer.gate();
    }
}
