package dev.weft.benchmarks.peers;

import dev.weft.Task;
import java.util.concurrent.CountDownLatch;

/** A thread-based peer: where its pipes come from, and how it starts goroutines, which are virtual threads. */
public interface Peer {
    /**
     * A new pipe.
     *
     * @param capacity how many elements it holds; 0 is unbuffered
     * @param <T> the type of the elements
     * @return the pipe, empty
     */
    <T> Pipe<T> pipe(int capacity);

    /**
     * Starts a goroutine.
     *
     * @param task what it does
     * @return its virtual thread, started
     */
    default Thread start(Task<?> task) {
        return Starter.VIRTUAL.start(task);
    }

    /**
     * A new gate.
     *
     * @return the gate, closed
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
