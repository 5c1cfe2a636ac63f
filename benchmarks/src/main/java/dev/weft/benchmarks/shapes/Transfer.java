package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.kotlin.KotlinTransfer;
import dev.weft.benchmarks.peers.Crew;
import dev.weft.benchmarks.peers.Gate;
import dev.weft.benchmarks.peers.Peer;
import dev.weft.benchmarks.peers.Pipe;

/**
 * What several shapes have in common: producers send elements to consumers through one channel. Each has a fixed share,
 * so that all end by themselves, and all start together when a gate is opened.
 */
final class Transfer {
    /** The number of elements that go through the channel. */
    static final int ELEMENTS = 100_000;

    private Transfer() {}

    /** Runs as many producers and consumers as {@code "4x1"} says. */
    static void run(Peer peer, int capacity, String goroutines) throws InterruptedException {
        int x = goroutines.indexOf('x');
        run(peer, capacity, Integer.parseInt(goroutines, 0, x, 10), Integer.parseInt(goroutines.substring(x + 1)),
                ELEMENTS);
    }

    static void run(Peer peer, int capacity, int producers, int consumers, int elements)
            throws InterruptedException {
        Pipe<Integer> pipe = peer.pipe(capacity);
        Gate begin = peer.gate();
        Crew crew = new Crew(peer);
        int sends = elements / producers;
        int receives = elements / consumers;
        for (int p = 0; p < producers; p++) {
            crew.start(() -> {
                begin.await();
                for (int i = 0; i < sends; i++) {
                    pipe.send(Shape.ONE);
                }
            });
        }
        for (int c = 0; c < consumers; c++) {
            crew.count(() -> {
                begin.await();
                long sum = 0;
                for (int i = 0; i < receives; i++) {
                    sum += pipe.receive();
                }
                return sum;
            });
        }
        begin.open();
        Shape.check((long) producers * sends, crew.join());
    }

    /** Does the same in Kotlin. */
    static void runKotlin(int capacity, String goroutines) {
        int x = goroutines.indexOf('x');
        runKotlin(capacity, Integer.parseInt(goroutines, 0, x, 10), Integer.parseInt(goroutines.substring(x + 1)),
                ELEMENTS);
    }

    static void runKotlin(int capacity, int producers, int consumers, int elements) {
        int sends = elements / producers;
        int receives = elements / consumers;
        Shape.check((long) producers * sends, KotlinTransfer.transfer(capacity, producers, sends, consumers, receives));
    }
}
