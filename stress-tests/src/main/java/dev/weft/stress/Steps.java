package dev.weft.stress;

/** What one side of a test does, and the number that it finds. */
@FunctionalInterface
public interface Steps {
    int run() throws Exception;
}
