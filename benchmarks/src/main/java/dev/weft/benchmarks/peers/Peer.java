package dev.weft.benchmarks.peers;

import dev.weft.Task;
import java.util.concurrent.CountDownLatch;

/** A thread-based peer: creates pipes, and starts goroutines, which are virtual threads. */
public interface Peer {
    /**
     * Creates a pipe.
     *
     * @param capacity how many elements it holds; 0 is unbuffered
     * @param <T> the type of the elements
     * @return the empty pipe
     */
    <T> Pipe<T> pipe(int capacity);

    /**
     * Starts a goroutine.
     *
     * @param task what the goroutine does
     * @return its virtual thread, started
     */
    default Thread start(Task<?> task) {
        return Starter.VIRTUAL.start(task);
    }

    /**
     * Creates a gate.
     *
     * @return the closed gate
     */
    default Gate gate() {
        CountDownLatch latch = new CountDownLatch(1);
        return new Gate() {
            @Override
            public void await() throws InterruptedException {
                latch.await();
            }

            @Override
            public void open() {
                latch.countDown();
            }
        };
    }
}
