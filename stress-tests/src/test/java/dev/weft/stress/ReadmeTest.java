package dev.weft.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's tables name every jcstress test once, and nothing else; every mutant names an existing test. */
class ReadmeTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "weft", "stress");
    private static final Pattern NAME =
            Pattern.compile("`((?:channel|select|sync|context|time|goroutine|observe|scheduler|bubble)\\.\\w+)`");

    @Test
    void namesEveryTestOnce() throws IOException {
        List<String> named;
        try (Stream<String> lines = Files.lines(Path.of("README.md"))) {
            named = lines.filter(line -> line.startsWith("|"))
                    .flatMap(row -> NAME.matcher(row).results())
                    .map(m -> m.group(1))
                    .toList();
        }
        assertThat(named).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written());
    }

    @Test
    void everyMutantNamesATest() throws IOException {
        SortedSet<String> written = written();
        try (Stream<Path> mutants = Files.list(Path.of("mutants"))) {
            for (Path mutant : (Iterable<Path>) mutants::iterator) {
                Matcher test = Pattern.compile("(?m)^test: (\\S+)$").matcher(Files.readString(mutant));
                assertThat(test.find()).as("%s names a test", mutant).isTrue();
                String name = test.group(1);
                boolean isModel = name.startsWith("dev.weft.modelcheck.");
                if (isModel || name.startsWith("dev.weft.internal.")
                        || name.startsWith("dev.weft.observe.") || name.startsWith("dev.weft.testing.")) {
                    Path source = Path.of(isModel ? "." : "../core").resolve(Path.of("src", "test", "java"))
                            .resolve(name.replaceAll("#.*", "").replace('.', '/') + ".java");
                    String method =
                            name.contains("#") ? name.replaceAll(".*#|\\(.*", "") + "(" : "@Test";
                    assertThat(Files.readString(source)).as("%s", mutant).contains(method);
                } else if (!Set.of("deadlocks", "leaks", "bubbles").contains(name)) {
                    assertThat(written).as("%s", mutant).contains(name);
                }
            }
        }
    }

    private static SortedSet<String> written() throws IOException {
        SortedSet<String> written = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
                if (Files.readString(file).contains("\n@JCStressTest\n")) {
                    written.add(SOURCES.relativize(file).toString().replace(".java", "").replaceAll("[/\\\\]", "."));
                }
            }
        }
        return written;
    }
}
