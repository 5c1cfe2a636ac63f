package dev.weft.conformance.leaks;

import dev.weft.GoroutineState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A number of goroutines, by name and wait reason: {@code worker [chan receive]} → 3. Immutable. */
final class Waits {
    static final Waits NONE = new Waits(Map.of());

    private static final Pattern TEXT = Pattern.compile("((?:.+ )?\\[.+])(?: ×([1-9][0-9]*))?");

    private final SortedMap<String, Integer> counts;

    private Waits(Map<String, Integer> counts) {
        this.counts = new TreeMap<>(counts);
        this.counts.values().removeIf(n -> n == 0);
    }

    /** Those that are written down, such as {@code worker [chan receive] ×3}. */
    static Waits parse(String... texts) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String text : texts) {
            Matcher m = TEXT.matcher(text);
            if (!m.matches()) {
                throw new IllegalArgumentException("not 'name [wait reason] ×count': " + text);
            }
            int count = m.group(2) == null ? 1 : Integer.parseInt(m.group(2));
            if (counts.put(m.group(1), count) != null) {
                throw new IllegalArgumentException("twice: " + m.group(1));
            }
        }
        return new Waits(counts);
    }

    static Waits of(Collection<GoroutineState> goroutines) {
        return new Waits(goroutines.stream().collect(Collectors.toMap(Waits::text, g -> 1, Integer::sum)));
    }

    private static String text(GoroutineState g) {
        return (g.name().isEmpty() ? "" : g.name() + " ") + "[" + g.waitReason() + "]";
    }

    Waits plus(Waits others) {
        Map<String, Integer> sum = new TreeMap<>(counts);
        others.counts.forEach((text, n) -> sum.merge(text, n, Integer::sum));
        return new Waits(sum);
    }

    /** Those that are left without the others. */
    Waits minus(Waits others) {
        Map<String, Integer> rest = new TreeMap<>(counts);
        others.counts.forEach((text, n) -> rest.computeIfPresent(text, (t, m) -> Math.max(0, m - n)));
        return new Waits(rest);
    }

    /** Whether all of these are among the others. */
    boolean areWithin(Waits others) {
        return minus(others).equals(NONE);
    }

    int size() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How they are written down. */
    List<String> texts() {
        return counts.entrySet().stream()
                .map(e -> e.getKey() + (e.getValue() == 1 ? "" : " ×" + e.getValue()))
                .toList();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Waits w && counts.equals(w.counts);
    }

    @Override
    public int hashCode() {
        return counts.hashCode();
    }

    @Override
    public String toString() {
        return counts.isEmpty() ? "none" : String.join(", ", texts());
    }
}
