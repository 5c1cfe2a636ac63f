package dev.weft.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory that a pass writes into until its results are complete. If the pass is interrupted, what it has is
 * still there, and the last complete results are untouched.
 */
final class Workspace {
    private final Path root;
    private final Path results;

    private Workspace(Path root, Path results) {
        this.root = root;
        this.results = results;
    }

    /**
     * Creates a new empty directory.
     *
     * @param parent where to create it
     * @param pass the name of the pass
     */
    static Workspace create(Path parent, String pass) throws IOException {
        Path root = Files.createTempDirectory(Files.createDirectories(parent), "running-");
        return new Workspace(root, Files.createDirectory(root.resolve(pass)));
    }

    /** The directory to write into, which has the name of the pass. */
    Path results() {
        return results;
    }

    /** Puts the complete results in the place of the last ones, if there are any; returns where they are. */
    Path moveTo(Path target) throws IOException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        Path last = root.resolve("last");
        if (Files.exists(target)) {
            Files.move(target, last);
        }
        try {
            Files.move(results, target);
        } catch (IOException e) {
            if (Files.exists(last)) {
                Files.move(last, target);
            }
            throw e;
        }
        delete(root);
        return target;
    }

    private static void delete(Path tree) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(tree)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
