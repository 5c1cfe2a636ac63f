package dev.weft.benchmarks.peers;

/** A goroutine's part of a shape in which all goroutines do the same. */
@FunctionalInterface
public interface Part {
    /**
     * Runs this part.
     *
     * @param number the number of the goroutine, from 0
     */
    void run(int number) throws Exception;
}
