package dev.weft.examples;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A program that the launcher can run.
 *
 * @param name what to type: the name of the class in small letters, its words joined by hyphens
 * @param summary what it shows, in one line
 * @param body the program: a method of that class, named in the catalogue of its package
 */
public record Example(String name, String summary, Body body) {
    /** A program that prints to the given stream, so that a test can read along. */
    @FunctionalInterface
    public interface Body {
        void run(PrintStream out) throws Exception;
    }

    /** Where its source is, from the top of the repository. */
    public Path source() {
        String type =
                Arrays.stream(name.split("-")).map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
        // The class of a method reference is in the package that it stands in, here the catalogue's.
        String directory = body.getClass().getPackageName().replace('.', '/');
        return Path.of("examples", "src", "main", "java", directory, type + ".java");
    }

    /** Where the same program in Go is, from the top of the repository, if there is one. */
    public Path goSource() {
        return Path.of("examples", "src", "main", "go", name, "main.go");
    }
}
