package dev.weft.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/** Lists what there is to run, and reports what is wrong with a request. */
final class Menu {
    static final String PACKAGE = "dev.weft.benchmarks.shapes.";
    static final String ALL = PACKAGE.replace(".", "\\.");

    /** The passes that run everything. */
    enum Whole {
        GLANCE("six benchmarks, beside the committed figures, in five minutes"), QUICK(
                "all benchmarks, in about a quarter of an hour"), FULL(
                        "all, thoroughly: an hour and three quarters"), LOADED(
                                "all, beside a process that keeps all processors busy: half an hour"), SMOKE(
                                        "all for a moment, only to see that they work");

        private final String what;

        Whole(String what) {
            this.what = what;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Whole> of(String name) {
            return Arrays.stream(values()).filter(pass -> pass.toString().equals(name)).findFirst();
        }
    }

    private Menu() {}

    /** Returns the list of what there is to run, for a call without arguments. */
    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("What to run is chosen with -Dpass=NAME:");
        lines.add("");
        for (Whole pass : Whole.values()) {
            lines.add(String.format("  %-8s  %s", pass, pass.what));
        }
        lines.add("  PATTERN   the shapes whose names it matches, as thoroughly as the full pass does:");
        lines.add("            " + String.join(", ", shapes()));
        return lines;
    }

    /** Returns, in one line, what is wrong with the arguments; empty if there is something to run. */
    static Optional<String> complaint(String... args) {
        if (args.length != 1) {
            return Optional.of("one pass or pattern at a time, not \"" + String.join(" ", args) + "\"; " + choice());
        }
        try {
            return Whole.of(args[0]).isPresent() || !select(args[0]).isEmpty()
                    ? Optional.empty()
                    : Optional.of("no pass or benchmark is called \"" + args[0] + "\"; " + choice());
        } catch (PatternSyntaxException e) {
            return Optional.of("\"" + args[0] + "\" is no pattern: " + e.getDescription() + "; " + choice());
        }
    }

    /**
     * Selects the benchmarks of the shapes in whose names the pattern is found. It may go on into the name of the peer,
     * as {@code Mutex.*weft} does, but not begin there, nor in the package: every name has {@code weft} in it.
     */
    static Collection<BenchmarkListEntry> select(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return JmhRun.find(ALL).stream().filter(entry -> matches(compiled, entry)).toList();
    }

    private static boolean matches(Pattern pattern, BenchmarkListEntry entry) {
        String shape = shape(entry);
        Matcher whole = pattern.matcher(entry.getUsername().replace(PACKAGE, ""));
        return pattern.matcher(shape).find() || whole.find() && whole.start() < shape.length();
    }

    /** Returns a pattern of JMH's that selects these benchmarks and no other. */
    static String exactly(Collection<BenchmarkListEntry> entries) {
        return entries.stream().map(entry -> entry.getUsername().replace(".", "\\."))
                .collect(Collectors.joining("|", "^(", ")$"));
    }

    /** Returns what a pattern has selected, in a line or two. */
    static List<String> selected(String pattern, Collection<BenchmarkListEntry> entries) {
        Set<String> shapes = shapes(entries);
        List<String> lines = new ArrayList<>();
        lines.add("The pattern selects " + String.join(", ", shapes) + ".");
        if (shapes.size() > 1 && shapes.contains(pattern)) {
            lines.add("To run " + pattern + " alone: -Dpass='^" + pattern + "$'");
        }
        return lines;
    }

    private static String choice() {
        return "there are " + Arrays.stream(Whole.values()).map(Whole::toString).collect(Collectors.joining(", "))
                + ", and the benchmarks " + String.join(", ", shapes());
    }

    private static Set<String> shapes() {
        return shapes(JmhRun.find(ALL));
    }

    /** The names of the shapes, which Go uses, too. */
    private static Set<String> shapes(Collection<BenchmarkListEntry> entries) {
        return entries.stream().map(Menu::shape).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The name of a benchmark's shape. */
    static String shape(BenchmarkListEntry entry) {
        String[] name = entry.getUsername().split("\\.");
        return name[name.length - 2];
    }
}
