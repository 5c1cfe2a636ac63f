package dev.weft.benchmarks.peers;

import dev.weft.Channel;

/** A Weft channel. */
record WeftPipe<T>(Channel<T> channel) implements Pipe<T> {
    @Override
    public void send(T element) throws InterruptedException {
        channel.send(element);
    }

    @Override
    public T receive() throws InterruptedException {
        return channel.receive();
    }
}
