package dev.weft.stress;

/** What one side of a test does; its result is what the side found. */
@FunctionalInterface
public interface Steps {
    int run() throws Exception;
}
