package dev.weft.soak;

/** One kind of thing to build out of goroutines. */
interface Topology {
    /**
     * Builds it with the round's dice and crew, waits until it has ended, and checks what came out. Runs on the round's
     * director, a platform thread that nobody interrupts.
     */
    void run(Round round) throws Exception;
}
