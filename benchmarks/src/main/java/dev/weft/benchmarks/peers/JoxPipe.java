package dev.weft.benchmarks.peers;

import com.softwaremill.jox.Channel;

/** A Jox channel. */
record JoxPipe<T>(Channel<T> channel) implements Pipe<T> {
    @Override
    public void send(T element) throws InterruptedException {
        channel.send(element);
    }

    @Override
    public T receive() throws InterruptedException {
        return channel.receive();
    }
}
