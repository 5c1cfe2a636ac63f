package dev.weft.benchmarks.peers;

/**
 * What a shape sends its elements through: a channel or a queue. A JMH fork loads only one implementation, so the calls
 * are as direct as if they were written out.
 *
 * @param <T> the type of the elements
 */
public interface Pipe<T> {
    /** Sends one element; waits until there is room, or, if unbuffered, until it is received. */
    void send(T element) throws InterruptedException;

    /** Receives one element; waits until there is one. */
    T receive() throws InterruptedException;
}
