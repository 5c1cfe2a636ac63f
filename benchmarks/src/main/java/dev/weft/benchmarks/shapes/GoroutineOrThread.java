package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.peers.OnThreads;
import dev.weft.benchmarks.peers.Peer;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The parameter of a method that runs on goroutines and on OS threads. */
@State(Scope.Benchmark)
public class GoroutineOrThread {
    @Param({"goroutine", "os"})
    public String threads;

    /** Returns the peer with the goroutines, or OS threads, that the parameter asks for. */
    Peer of(Peer peer) {
        return threads.equals("os") ? new OnThreads(peer) : peer;
    }
}
