package dev.weft.benchmarks.peers;

import java.util.concurrent.BlockingQueue;

/** A blocking queue; a fork uses only one implementation, as with the pipes. */
record QueuePipe<T>(BlockingQueue<T> queue) implements Pipe<T> {
    @Override
    public void send(T element) throws InterruptedException {
        queue.put(element);
    }

    @Override
    public T receive() throws InterruptedException {
        return queue.take();
    }
}
