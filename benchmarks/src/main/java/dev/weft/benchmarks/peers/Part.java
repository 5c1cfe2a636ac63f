package dev.weft.benchmarks.peers;

/** A goroutine's part of a shape, where all goroutines do the same. */
@FunctionalInterface
public interface Part {
    /**
     * Does it.
     *
     * @param number the number of the goroutine, from 0
     */
    void run(int number) throws Exception;
}
