package dev.weft.examples;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A program that the launcher can run.
 *
 * @param name what the user types: the simple class name in lower case, its words joined by hyphens
 * @param summary what it shows, in one line
 * @param body the program: a method of that class, given in the catalog of its package
 */
public record Example(String name, String summary, Body body) {
    /** A program that prints to the given stream, so that a test can read the output. */
    @FunctionalInterface
    public interface Body {
        void run(PrintStream out) throws Exception;
    }

    /** Returns the path of its source, from the top of the repository. */
    public Path source() {
        String type =
                Arrays.stream(name.split("-")).map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
        // The class of a method reference is in the package that contains the reference, here the catalog's.
        String directory = body.getClass().getPackageName().replace('.', '/');
        return Path.of("examples", "src", "main", "java", directory, type + ".java");
    }

    /** Returns the path of the same program in Go, from the top of the repository, if there is one. */
    public Path goSource() {
        return Path.of("examples", "src", "main", "go", name, "main.go");
    }
}
