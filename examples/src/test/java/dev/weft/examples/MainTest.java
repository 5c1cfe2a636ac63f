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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        List<String> named = new ArrayList<>(
                Catalog.EXAMPLES.stream().map(example -> example.name().replace("-", "")).toList());
        named.add("goroutinedump"); // which asks another process; the hung service uses it
        assertThat(programs()).map(program -> program.getSimpleName().toLowerCase(Locale.ROOT))
                .containsExactlyInAnyOrderElementsOf(named);
    }

    @ParameterizedTest
    @CsvSource({
        "racy-conter,       did you mean racy-counter?",
        "RacyCounter,       did you mean racy-counter?",
        "one-two-three,     did you mean one-two-three-mutex or one-two-three-read-lock?",
        "chanels,           did you mean channels?",
        "no-such-example,   ''"})
    void anUnknownNameIsOneLineWithTheNearestAndNothingRuns(String name, String nearest) throws Exception {
        assertThat(run("channels", name)).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).containsExactly(
                "no example is called \"" + name + "\"; " + nearest + (nearest.isEmpty() ? "" : " ")
                        + "-Dexample=list lists all " + Catalog.EXAMPLES.size());
    }

    @Test
    void theTourSaysWhatComesWhereItStandsAndWhenItIsOver() throws Exception {
        Example compared = Catalog.find("channels").orElseThrow();
        Example notCompared = Catalog.find("replicas").orElseThrow();
        Main.tour(new PrintStream(out, true, StandardCharsets.UTF_8), List.of(compared, notCompared));
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(14);
        assertThat(lines.getFirst()).startsWith("2 examples, one after the other");
        assertThat(lines.subList(1, 9)).containsExactly("",
                "== 1 of 2: channels: " + compared.summary(),
                "   " + compared.source(),
                "   " + compared.goSource(),
                "good morning",
                "",
                "== 2 of 2: replicas: " + notCompared.summary(),
                "   " + notCompared.source());
        assertThat(lines.subList(9, 12)).allMatch(line -> line.contains(" from replica "));
        assertThat(lines.getLast()).startsWith("That was the tour: 2 examples in ");
    }

    @Test
    void oneExampleHasItsNameAndItsSourceAboveIt() throws Exception {
        assertThat(run("channels")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .startsWith("== channels: a value from one goroutine to "
                        + "another")
                .contains("good morning");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void everySourceIsWhereTheTourSaysAndHasTheProgram() throws Exception {
        Path top = Path.of("..");
        for (Example example : Catalog.EXAMPLES) {
            Path source = top.resolve(example.source());
            assertThat(source).isRegularFile();
            assertThat(source).content().contains("public static void main(");
        }
        assertThat(Catalog.EXAMPLES).filteredOn(example -> Files.exists(top.resolve(example.goSource())))
                .extracting(Example::name).containsExactlyInAnyOrderElementsOf(SideBySideTest.programs());
        assertThat(Path.of("..", "examples", "README.md")).exists(); // which the last line of the output names
    }

    /** Runs it in a process of its own, as Maven starts it. */
    @ParameterizedTest
    @CsvSource({"email, 0", "no-such-example, 2"})
    void aRunByNameSaysNothingBesides(String name, int status) throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), name)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(Output.LONG.toMillis(), TimeUnit.MILLISECONDS)).as("has ended").isTrue();
            assertThat(process.exitValue()).isEqualTo(status);
            assertThat(said.lines()).as(said).hasSize(status == 0 ? 0 : 1);
        } finally {
            process.destroyForcibly();
        }
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
