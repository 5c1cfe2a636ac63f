package dev.weft.conformance;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Compares {@code PORT.md} with the classes: what it calls done exists, and every test that exists is listed. */
class PortTest {
    private static final Path PORT = Path.of("src/test/java/dev/weft/conformance/PORT.md");
    private static final String ROOT = PortTest.class.getPackageName();
    private static final Pattern ROW =
            Pattern.compile("\\| (\\w+) \\| (done|changed|does not apply) \\| (?:(.+) )?\\|");

    /** A line of the table. */
    private record Line(String file, String className, String test, String port, String words) {
        boolean isWritten() {
            return port.equals("done") || port.equals("changed");
        }

        @Override
        public String toString() {
            return file + " " + test;
        }
    }

    @Test
    void everyLineIsWellFormed() throws IOException {
        List<String> rows = Files.readAllLines(PORT).stream()
                .filter(line -> line.startsWith("|") && !line.startsWith("| test |") && !line.startsWith("| ---"))
                .toList();
        assertThat(rows).isNotEmpty().allMatch(ROW.asMatchPredicate());
        assertThat(lines()).doesNotHaveDuplicates().hasSameSizeAs(rows);
    }

    @Test
    void whatDiffersIsSaidAndNothingElse() throws IOException {
        for (Line line : lines()) {
            if (line.port.equals("done")) {
                assertThat(line.words).as("%s", line).isNull();
            } else {
                assertThat(line.words).as("%s", line).isNotBlank();
            }
        }
    }

    @Test
    void everyFileHasItsClassWithATestForEachLine() throws Exception {
        for (var file : byFile().entrySet()) {
            Set<String> written = file.getValue().stream()
                    .filter(Line::isWritten)
                    .map(Line::test)
                    .collect(Collectors.toCollection(TreeSet::new));
            String className = file.getValue().getFirst().className;
            if (written.isEmpty()) {
                assertThat(className).as("%s: nothing is written", file.getKey()).isNull();
                continue;
            }
            assertThat(className).as("the class of %s", file.getKey()).isNotNull();
            Class<?> type = Class.forName(ROOT + "." + className.replace('/', '.'));
            assertThat(type.getAnnotation(DisplayName.class)).as("display name of %s", type).isNotNull();
            assertThat(type.getAnnotation(DisplayName.class).value()).as("%s", type).isEqualTo(file.getKey());
            assertThat(testsIn(type)).as("Go's tests in %s", type).isEqualTo(written);
        }
    }

    @Test
    void everyClassStandsInTheTable() throws Exception {
        Set<String> listed = lines().stream().map(Line::className).filter(c -> c != null).collect(Collectors.toSet());
        assertThat(classesNamedAfterFilesOfGo()).isNotEmpty().isSubsetOf(listed);
    }

    @Test
    void theCountIsRight() throws IOException {
        Map<String, Long> n = lines().stream().collect(groupingBy(Line::port, Collectors.counting()));
        String count = "%d tests of Go: %d done, %d changed, %d do not apply".formatted(
                lines().size(), n.getOrDefault("done", 0L), n.getOrDefault("changed", 0L),
                n.getOrDefault("does not apply", 0L));
        System.out.println("PORT.md: " + count);
        assertThat(Files.readAllLines(PORT)).contains("**" + count + ".**");
    }

    /** The names of Go's tests, without what follows a colon, from the display names of the class's methods. */
    private static Set<String> testsIn(Class<?> type) {
        Set<String> tests = new TreeSet<>();
        assertThat(type.isAnnotationPresent(Disabled.class)).as("%s is disabled", type).isFalse();
        for (var method : AnnotationSupport.findAnnotatedMethods(type, Testable.class,
                HierarchyTraversalMode.TOP_DOWN)) {
            DisplayName name = method.getAnnotation(DisplayName.class);
            assertThat(name).as("display name of %s", method).isNotNull();
            assertThat(method.isAnnotationPresent(Disabled.class)).as("%s is disabled", method).isFalse();
            tests.add(name.value().replaceFirst(":.*", ""));
        }
        return tests;
    }

    /** The classes whose display name is the path of a Go file. */
    private static Set<String> classesNamedAfterFilesOfGo() throws Exception {
        Path top = Path.of(PortTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path here = top.resolve(ROOT.replace('.', '/'));
        Set<String> classes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(here)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = here.relativize(file).toString();
                if (!name.endsWith("Test.class")) {
                    continue;
                }
                name = name.substring(0, name.length() - ".class".length()).replace('\\', '/');
                DisplayName display =
                        Class.forName(ROOT + "." + name.replace('/', '.')).getAnnotation(DisplayName.class);
                if (display != null && display.value().endsWith(".go")) {
                    classes.add(name);
                }
            }
        }
        return classes;
    }

    private static Map<String, List<Line>> byFile() throws IOException {
        return lines().stream().collect(groupingBy(Line::file, LinkedHashMap::new, Collectors.toList()));
    }

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        String file = null;
        String className = null;
        for (String text : Files.readAllLines(PORT)) {
            Matcher row = ROW.matcher(text);
            if (text.startsWith("## ")) {
                file = text.substring(3);
                className = null;
            } else if (text.matches("`[\\w/]+Test`")) {
                className = text.replace("`", "");
            } else if (row.matches()) {
                lines.add(new Line(file, className, row.group(1), row.group(2), row.group(3)));
            }
        }
        return lines;
    }
}
