package dev.weft.benchmarks.peers;

import dev.weft.Channel;
import dev.weft.Task;
import dev.weft.Unit;

/** Weft's channels and goroutines. */
public final class WeftPeer implements Peer {
    @Override
    public <T> Pipe<T> pipe(int capacity) {
        return new WeftPipe<>(Channel.make(capacity));
    }

    @Override
    public Thread start(Task<?> task) {
        return Starter.WEFT.start(task);
    }

    @Override
    public Gate gate() {
        Channel<Unit> begin = Channel.make();
        return new Gate() {
            @Override
            public void await() throws InterruptedException {
                begin.receive();
            }

            @Override
            public void open() {
                begin.close();
            }
        };
    }
}
