package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rooms and the arrows between them are exactly those that ARCHITECTURE.md lists. */
class RoomsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.weft");

    /** A row of a table: a room, and the rooms or types that it knows. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(dev\\.weft[\\w.]*)` \\|([^|]*)\\|");

    private static final Pattern NAME = Pattern.compile("`([\\w.]+)`");

    @Test
    void theArrowsAreThoseOfThePicture() throws IOException {
        SortedMap<String, SortedSet<String>> arrows = new TreeMap<>();
        for (JavaClass from : CLASSES) {
            arrows.computeIfAbsent(from.getPackageName(), room -> new TreeSet<>());
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                String to = dependency.getTargetClass().getPackageName();
                if (to.startsWith("dev.weft") && !to.equals(from.getPackageName())) {
                    arrows.get(from.getPackageName()).add(to);
                }
            }
        }
        assertThat(arrows).isEqualTo(table("## The rooms"));
    }

    /** A hidden room knows only those public types that it must name. */
    @Test
    void hiddenRoomsKnowFewPublicTypes() throws IOException {
        SortedMap<String, SortedSet<String>> known = new TreeMap<>();
        for (JavaClass from : CLASSES) {
            if (!from.getPackageName().startsWith("dev.weft.internal.")) {
                continue;
            }
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass();
                if (to.getPackageName().startsWith("dev.weft")
                        && !to.getPackageName().startsWith("dev.weft.internal.")) {
                    known.computeIfAbsent(from.getPackageName(), room -> new TreeSet<>()).add(to.getSimpleName());
                }
            }
        }
        assertThat(known).isEqualTo(table("### Where a hidden room knows a public type"));
    }

    /** Two rooms know each other only where the page gives a reason. */
    @Test
    void pairsAreNamed() throws IOException {
        Map<String, SortedSet<String>> arrows = table("## The rooms");
        SortedSet<String> pairs = new TreeSet<>();
        for (String a : arrows.keySet()) {
            for (String b : arrows.keySet()) {
                if (a.compareTo(b) < 0 && arrows.get(a).contains(b) && arrows.get(b).contains(a)) {
                    pairs.add(a + " " + b);
                }
            }
        }
        SortedSet<String> named = new TreeSet<>();
        for (String line : section("### Where arrows go both ways").split("\n")) {
            if (line.startsWith("- ")) {
                named.add(NAME.matcher(line).results().limit(2).map(m -> m.group(1)).sorted()
                        .collect(Collectors.joining(" ")));
            }
        }
        assertThat(pairs).isEqualTo(named);
    }

    @Test
    void hiddenRoomsFormNoCircle() throws IOException {
        Map<String, SortedSet<String>> arrows = table("## The rooms");
        arrows.keySet().removeIf(room -> !room.startsWith("dev.weft.internal."));
        arrows.values().forEach(known -> known.retainAll(arrows.keySet()));
        assertThat(arrows).isNotEmpty();
        arrows.keySet().forEach(
                room -> assertThat(reaches(arrows, room, room, new TreeSet<>())).as("a way from %s back", room)
                        .isFalse());
    }

    private static boolean reaches(Map<String, SortedSet<String>> arrows, String from, String to,
            SortedSet<String> seen) {
        for (String next : arrows.get(from)) {
            if (next.equals(to) || seen.add(next) && reaches(arrows, next, to, seen)) {
                return true;
            }
        }
        return false;
    }

    private static SortedMap<String, SortedSet<String>> table(String heading) throws IOException {
        SortedMap<String, SortedSet<String>> rows = new TreeMap<>();
        for (MatchResult row : ROW.matcher(section(heading)).results().toList()) {
            rows.put(row.group(1), NAME.matcher(row.group(2)).results().map(m -> m.group(1))
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
        return rows;
    }

    /** Returns the text below a heading, up to the next one. */
    private static String section(String heading) throws IOException {
        String page = Files.readString(Path.of("ARCHITECTURE.md"));
        return Arrays.stream(page.split("(?m)^(?=#)")).filter(s -> s.startsWith(heading + "\n")).findFirst()
                .orElseThrow(() -> new AssertionError("ARCHITECTURE.md has no heading " + heading));
    }
}
