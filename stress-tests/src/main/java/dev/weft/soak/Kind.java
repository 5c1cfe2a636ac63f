package dev.weft.soak;

import java.util.function.Supplier;

/** The kinds of round. */
enum Kind {
    /** Layers of stages with channels between them: pipelines, fan-in, fan-out, trees and meshes. */
    NETWORK(Network::new),
    /** Channels that are closed while others send. */
    ABRUPT_CLOSE(AbruptClose::new),
    /** Tokens that go round. */
    RING(Ring::new),
    /** Selects that send and receive on the same channel. */
    EXCHANGE(Exchange::new),
    /** Accounts, and transfers between them under mutexes or a read-write mutex. */
    BANK(Bank::new),
    /** A queue made of a mutex and two conditions. */
    BOUNDED_BUFFER(BoundedBuffer::new),
    /** A condition, signalled while its waiters are interrupted. */
    ROLL_CALL(RollCall::new),
    /** A WaitGroup that is reused again and again. */
    BARRIER(Barrier::new),
    /** Things that are made once, by the first goroutine to need them. */
    ONCE_EACH(OnceEach::new),
    /** Timers, tickers and delayed functions, which are stopped and reset while they fire. */
    CLOCKWORK(Clockwork::new),
    /** Goroutines that all wait, and are then released: up to some thousands. */
    CROWD(() -> new Crowd(10, 5_000)),
    /** The same with as many as fit into the memory: hundreds of thousands, so the soak runs one only now and then. */
    HORDE(() -> new Crowd(Crowd.horde() / 4, Crowd.horde()));

    private final Supplier<Topology> topology;

    Kind(Supplier<Topology> topology) {
        this.topology = topology;
    }

    Topology topology() {
        return topology.get();
    }

    /** The kind is part of the seed, so that the seed alone determines what runs. */
    static Kind of(long seed) {
        return values()[(int) Math.floorMod(seed, (long) values().length)];
    }

    /** A seed of this kind near {@code number}. */
    long seed(long number) {
        return Math.floorDiv(number, (long) values().length) * values().length + ordinal();
    }
}
