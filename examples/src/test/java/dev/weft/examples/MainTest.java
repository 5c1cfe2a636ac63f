package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) throws Exception {
        return Main.run(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), args);
    }

    @Test
    void listNamesEveryExampleInOneLineEach() throws Exception {
        assertThat(run("list")).isZero();
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSameSizeAs(Catalog.EXAMPLES);
        for (int i = 0; i < lines.size(); i++) {
            Example example = Catalog.EXAMPLES.get(i);
            assertThat(lines.get(i)).startsWith(example.name() + " ").endsWith(" " + example.summary());
        }
    }

    @Test
    void namesAreUniqueAndSoAreSummaries() {
        assertThat(Catalog.EXAMPLES).extracting(Example::name).doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")).doesNotContain("list");
        assertThat(Catalog.EXAMPLES).extracting(Example::summary).doesNotHaveDuplicates()
                .allMatch(summary -> !summary.isBlank() && summary.lines().count() == 1);
    }

    @Test
    void everyClassWithAMainIsInTheCatalogue() throws Exception {
        assertThat(programs()).map(program -> program.getSimpleName().toLowerCase(Locale.ROOT))
                .containsExactlyInAnyOrderElementsOf(
                        Catalog.EXAMPLES.stream().map(example -> example.name().replace("-", "")).toList());
    }

    @Test
    void anUnknownNameIsAnErrorAndNothingRuns() throws Exception {
        assertThat(run("no-such-example")).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\"no-such-example\"").contains("list");
    }

    /** The classes of the packages below this one that have a {@code main}. */
    private static List<Class<?>> programs() throws IOException, URISyntaxException, ClassNotFoundException {
        Path root = Path.of(Catalog.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path packages = root.resolve("dev/weft/examples");
        List<Class<?>> programs = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(packages)) {
            files = walk.filter(f -> f.toString().endsWith(".class") && !f.getParent().equals(packages)).toList();
        }
        for (Path file : files) {
            String name = root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
            Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()), false,
                    MainTest.class.getClassLoader());
            if (!type.isMemberClass() && hasMain(type)) {
                programs.add(type);
            }
        }
        return programs;
    }

    private static boolean hasMain(Class<?> type) {
        try {
            int modifiers = type.getDeclaredMethod("main", String[].class).getModifiers();
            return Modifier.isPublic(modifiers) && Modifier.isStatic(modifiers);
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
