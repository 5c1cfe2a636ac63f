package dev.weft.stress.run;

import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.PatchFailedException;
import com.github.difflib.unifieddiff.UnifiedDiff;
import com.github.difflib.unifieddiff.UnifiedDiffFile;
import com.github.difflib.unifieddiff.UnifiedDiffReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A library that is wrong in one place: a diff against core's sources, below two lines that say what is wrong
 * ({@code what:}) and which test must find it ({@code test:}).
 */
record Mutant(String name, String what, String test, String difference) {
    private static final String EXTENSION = ".diff";

    static List<Mutant> all(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(directory)) {
            files = found.filter(f -> f.toString().endsWith(EXTENSION)).sorted().toList();
        }
        List<Mutant> all = new ArrayList<>();
        for (Path file : files) {
            all.add(read(file));
        }
        return all;
    }

    private static Mutant read(Path file) throws IOException {
        String text = Files.readString(file);
        String name = file.getFileName().toString().replace(EXTENSION, "");
        return new Mutant(name, header(text, "what", file), header(text, "test", file),
                text.substring(text.indexOf("--- a/")));
    }

    private static String header(String text, String key, Path file) {
        return text.lines().filter(l -> l.startsWith(key + ": ")).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(file + " has no line " + key + ":"))
                .substring(key.length() + 2);
    }

    /**
     * Applies the diff to the current sources.
     *
     * @return the lines of each changed file, by its name
     * @throws PatchFailedException if the sources have changed since; also if a place in them is not unique,
     *     because then the diff could change the wrong one
     */
    Map<String, List<String>> apply(Path project) throws IOException, PatchFailedException {
        Map<String, List<String>> sources = new TreeMap<>();
        for (UnifiedDiffFile changed : parse().getFiles()) {
            Path original = project.resolve(changed.getFromFile());
            List<String> lines = Files.readAllLines(original);
            for (AbstractDelta<String> place : changed.getPatch().getDeltas()) {
                checkUnique(place.getSource().getLines(), lines);
            }
            sources.put(original.getFileName().toString(), changed.getPatch().applyFuzzy(lines, 0));
        }
        return sources;
    }

    private static void checkUnique(List<String> place, List<String> lines) throws PatchFailedException {
        int first = Collections.indexOfSubList(lines, place);
        if (first != Collections.lastIndexOfSubList(lines, place)) {
            throw new PatchFailedException("there are several places like that at line " + (first + 1));
        }
    }

    /** Compiles the changed files; returns the directory of the classes. */
    Path compile(Path project, Path directory) throws IOException, PatchFailedException {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        List<String> sources = new ArrayList<>();
        for (Map.Entry<String, List<String>> changed : apply(project).entrySet()) {
            Path source = directory.resolve(changed.getKey());
            Files.write(source, changed.getValue());
            sources.add(source.toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments =
                new ArrayList<>(List.of("--release", "21", "-nowarn", "-proc:none", "-implicit:none", "-d",
                        classes.toString(), "-cp", String.join(File.pathSeparator, Child.classPath())));
        arguments.addAll(sources);
        if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IOException("mutant " + name + " does not compile");
        }
        return classes;
    }

    private UnifiedDiff parse() throws IOException {
        return UnifiedDiffReader
                .parseUnifiedDiff(new ByteArrayInputStream(difference.getBytes(StandardCharsets.UTF_8)));
    }
}
