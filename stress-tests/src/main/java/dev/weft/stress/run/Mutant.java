package dev.weft.stress.run;

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
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A library that is wrong in one place: a difference to core's sources, below two lines that say what is wrong
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

    /** Compiles what is different; returns where the classes are. */
    Path compile(Path project, Path directory) throws IOException, PatchFailedException {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        List<String> sources = new ArrayList<>();
        for (UnifiedDiffFile changed : parse().getFiles()) {
            Path original = project.resolve(changed.getFromFile());
            List<String> lines = changed.getPatch().applyFuzzy(Files.readAllLines(original), 0);
            Path source = directory.resolve(original.getFileName());
            Files.write(source, lines);
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
