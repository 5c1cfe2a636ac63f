package dev.weft.stress.run;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * Lists what there is to run, and reports what is wrong with a request.
 *
 * @param tests
 *            the names of the jcstress tests
 * @param mutants
 *            the names of the mutants
 */
record Menu(SortedSet<String> tests, List<String> mutants) {
    private static final String LIST = "to list them all, leave out -Dpass";

    /** Returns the list of what there is to run, for a call without arguments. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "What to run is chosen with -Dpass=NAME:",
                "",
                "  short                every jcstress test on platform threads, on goroutines, and on goroutines of"
                        + " Weft's own scheduler: some ten minutes",
                "  \"long [PART]\"        that in four kinds of JVM, all mutants, model checking and the programs"
                        + " below: some hours; or one part: " + String.join(", ", Part.titles()),
                "  \"mutants [PATTERN]\"  the " + mutants.size()
                        + " mutants, or those whose names it matches: seconds each",
                "  \"soak [DURATION]\"    an hour, or as long as \"soak PT5M\" says",
                "  \"soak-go [DURATION]\" the same on Weft's own scheduler, beside goroutines that never wait",
                "  \"deadlocks [DURATION]\" random programs, dead and alive",
                "  \"leaks [DURATION]\"   random programs, in which some goroutines leak",
                "  \"bubbles [DURATION]\" random tests with virtual time",
                "  \"dumps [DURATION]\"   10,000 dumps, or more, while goroutines hand over",
                "  deadlocks-go, leaks-go, dumps-go: the same on Weft's own scheduler",
                "  PATTERN              the jcstress tests whose names it matches, seconds each, of these "
                        + tests.size() + ":"));
        Map<String, List<String>> byPackage = tests.stream().map(Menu::shortName).collect(Collectors.groupingBy(
                name -> name.substring(0, name.lastIndexOf('.')), TreeMap::new,
                Collectors.mapping(Menu::simpleName, Collectors.toList())));
        byPackage.forEach((name, simpleNames) -> {
            lines.add("");
            lines.add("  " + name + ": " + String.join(", ", simpleNames));
        });
        lines.add("");
        lines.add("  mutants: " + String.join(", ", mutants));
        return lines;
    }

    /** Returns, in one line, what is wrong with the arguments; empty if there is something to run. */
    Optional<String> complaint(String... args) {
        String name = args[0];
        String rest = args.length > 1 ? args[1] : "";
        try {
            return switch (name) {
                case "long" -> args.length > 2
                        ? tooMuch(args)
                        : rest.isEmpty() || Part.titled(rest).isPresent()
                                ? Optional.empty()
                                : noSuch("part of the long pass", rest, Part.titles());
                case "mutants" -> args.length > 2
                        ? tooMuch(args)
                        : matches(rest, mutants) ? Optional.empty() : noSuch("mutant", rest, mutants);
                default -> {
                    if (TimedProgram.titled(name).isPresent()) {
                        yield args.length > 2 ? tooMuch(args) : duration(rest);
                    }
                    if (args.length > 1) {
                        yield tooMuch(args);
                    }
                    yield name.equals("short") || matches(name, tests)
                            ? Optional.empty()
                            : noSuch("pass or test", name, candidates(name));
                }
            };
        } catch (PatternSyntaxException e) {
            return Optional.of("\"" + e.getPattern() + "\" is no pattern: " + e.getDescription() + "; " + LIST);
        }
    }

    private static boolean matches(String pattern, Collection<String> names) {
        return names.stream().anyMatch(Pattern.compile(pattern).asPredicate());
    }

    private static Optional<String> noSuch(String what, String name, Collection<String> names) {
        List<String> nearest = Nearest.to(name, names);
        return Optional.of("no " + what + " is called \"" + name + "\"; "
                + (nearest.isEmpty() ? "" : "did you mean " + String.join(" or ", nearest) + "? ") + LIST);
    }

    private static Optional<String> duration(String text) {
        try {
            return text.isEmpty() || Duration.parse(text).isPositive()
                    ? Optional.empty()
                    : Optional.of("nothing can last " + text);
        } catch (DateTimeParseException e) {
            return Optional.of("\"" + text + "\" is no duration; half an hour is PT30M");
        }
    }

    private static Optional<String> tooMuch(String... args) {
        return Optional.of("one pass or pattern at a time, not \"" + String.join(" ", args) + "\"; " + LIST);
    }

    /** The names that a wrong name may resemble: with the package if it has one. */
    private List<String> candidates(String typed) {
        List<String> names = new ArrayList<>(List.of("short", "long", "mutants"));
        names.addAll(TimedProgram.titles());
        tests.stream().map(Menu::shortName).map(name -> typed.contains(".") ? name : simpleName(name))
                .forEach(names::add);
        return names;
    }

    private static String shortName(String test) {
        return test.substring(Tests.ROOT.length());
    }

    private static String simpleName(String test) {
        return test.substring(test.lastIndexOf('.') + 1);
    }
}
