package dev.weft.benchmarks.peers;

import com.softwaremill.jox.Channel;

/** Jox's channels. */
public final class JoxPeer implements Peer {
    @Override
    public <T> Pipe<T> pipe(int capacity) {
        return new JoxPipe<>(capacity == 0 ? Channel.newRendezvousChannel() : Channel.newBufferedChannel(capacity));
    }
}
