package dev.weft.soak;

/** One kind of structure to build out of goroutines. */
interface Topology {
    /**
     * Builds it with the round's dice and crew, waits until it has ended, and checks the outcome. Runs on the round's
     * director, a platform thread that nothing interrupts.
     */
    void run(Round round) throws Exception;
}
