package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.kotlin.KotlinTransfer;
import dev.weft.benchmarks.peers.Crew;
import dev.weft.benchmarks.peers.Gate;
import dev.weft.benchmarks.peers.Peer;
import dev.weft.benchmarks.peers.Pipe;

/**
 * What several shapes have in common: producers send elements to consumers through one channel. Every one has its
 * share, so that all end by themselves, and all start together, when a gate is opened.
 */
final class Transfer {
    /** How many elements go through the channel; the numbers of producers and of consumers divide it. */
    static final int ELEMENTS = 100_000;

    private Transfer() {}

    static void run(Peer peer, int capacity, int producers, int consumers) throws InterruptedException {
        Pipe<Integer> pipe = peer.pipe(capacity);
        Gate begin = peer.gate();
        Crew crew = new Crew(peer);
        int sends = share(producers);
        int receives = share(consumers);
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
        Shape.check(ELEMENTS, crew.join());
    }

    static void runKotlin(int capacity, int producers, int consumers) {
        Shape.check(ELEMENTS,
                KotlinTransfer.transfer(capacity, producers, share(producers), consumers, share(consumers)));
    }

    private static int share(int goroutines) {
        if (ELEMENTS % goroutines != 0) {
            throw new IllegalArgumentException(ELEMENTS + " elements cannot be shared among " + goroutines);
        }
        return ELEMENTS / goroutines;
    }
}
