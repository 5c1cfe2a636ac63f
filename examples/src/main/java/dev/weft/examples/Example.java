package dev.weft.examples;

import java.io.PrintStream;

/**
 * A program that the launcher can run.
 *
 * @param name what to type: the name of the class in small letters, its words joined by hyphens
 * @param summary what it shows, in one line
 * @param body the program
 */
public record Example(String name, String summary, Body body) {
    /** A program that prints to the given stream, so that a test can read along. */
    @FunctionalInterface
    public interface Body {
        void run(PrintStream out) throws Exception;
    }
}
