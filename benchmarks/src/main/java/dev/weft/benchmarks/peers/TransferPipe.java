package dev.weft.benchmarks.peers;

import java.util.concurrent.TransferQueue;

/** A transfer queue used as an unbuffered channel: a send waits until the element is taken. */
record TransferPipe<T>(TransferQueue<T> queue) implements Pipe<T> {
    @Override
    public void send(T element) throws InterruptedException {
        queue.transfer(element);
    }

    @Override
    public T receive() throws InterruptedException {
        return queue.take();
    }
}
