package dev.weft.stress.run;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.openjdk.jcstress.annotations.JCStressTest;

/** The tests in the sources, to compare with the tests that jcstress has planned and run. */
final class Tests {
    static final String ROOT = "dev.weft.stress.";

    private Tests() {}

    /** Every class with the annotation, found among the compiled classes and not in jcstress's own list. */
    static SortedSet<String> written() throws IOException {
        Path classes = classes();
        SortedSet<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".class"))::iterator) {
                String name =
                        classes.relativize(file).toString().replaceAll("\\.class$", "").replaceAll("[/\\\\]", ".");
                if (name.startsWith(ROOT) && load(name).isAnnotationPresent(JCStressTest.class)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** Where the classes of this module are. */
    static Path classes() {
        try {
            return Path.of(Tests.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Tests.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
