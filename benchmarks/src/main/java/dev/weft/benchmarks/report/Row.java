package dev.weft.benchmarks.report;

import dev.weft.benchmarks.report.Library.Group;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A row of the report: one shape with one choice of parameters.
 *
 * @param name the name by which JMH's and Go's results were paired
 * @param samples what was measured, by library
 */
public record Row(String name, Map<Library, Sample> samples) {
    /** That three forks are all faster, or all slower, than three others happens by chance once in ten times. */
    private static final int ENOUGH = 3;

    /** Weft's own sample. */
    Optional<Sample> weft() {
        return of(Library.WEFT);
    }

    /** Go's sample. */
    Optional<Sample> go() {
        return of(Library.GO);
    }

    /** The sample of a library. */
    Optional<Sample> of(Library library) {
        return Optional.ofNullable(samples.get(library));
    }

    /** The fastest of the other libraries on the JVM. */
    Optional<Library> bestPeer() {
        return best(Group::isPeer);
    }

    /** The fastest of a group. */
    Optional<Library> best(Predicate<Group> groups) {
        return samples.keySet().stream().filter(library -> groups.test(library.group()))
                .min(Comparator.comparingDouble(library -> samples.get(library).median()));
    }

    /**
     * Weft's time as a multiple of another's: that of the medians, between the lowest and the highest that two forks
     * give.
     */
    Optional<Spread> ratioTo(Library other) {
        return weft().flatMap(weft -> of(other).map(sample -> weft.times().over(sample.times())));
    }

    /** Whether every fork of Weft was faster than every fork of the other, or slower, and there are enough of them. */
    boolean sure(Library other) {
        return ratioTo(other).filter(Spread::excludesOne).isPresent()
                && samples.get(Library.WEFT).forks().size() >= ENOUGH && samples.get(other).forks().size() >= ENOUGH;
    }

    /** The round trips of a cache line that the forks of all libraries saw, where they were measured. */
    Optional<Spread> roundTrips() {
        return Spread.ofRoundTrips(samples.values().stream().flatMap(sample -> sample.forks().stream()).toList());
    }

    /** Weft's time as a multiple of the best peer's. */
    Optional<Spread> ratioToBestPeer() {
        return bestPeer().flatMap(this::ratioTo);
    }

    /** The row with some of the forks; libraries that have none of them are missing. */
    Row only(Predicate<Fork> which) {
        Map<Library, Sample> some = new EnumMap<>(Library.class);
        samples.forEach((library, sample) -> sample.only(which).ifPresent(s -> some.put(library, s)));
        return new Row(name, some);
    }
}
