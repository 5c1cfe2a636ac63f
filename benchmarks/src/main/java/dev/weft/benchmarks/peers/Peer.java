package dev.weft.benchmarks.peers;

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
     * @param work what it does
     * @return its virtual thread, started
     */
    default Thread start(Work work) {
        return Thread.startVirtualThread(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                // Asked to stop: that ends it, as it ends a goroutine of Weft's.
            }
        });
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
