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
    /** What takes less time on both sides is less than two cycles: how far the compiler has unrolled the loop. */
    private static final double NOTHING = 0.5;

    /** That three forks are all faster, or all slower, than three others happens by chance one time in ten. */
    static final int ENOUGH = 3;

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
     * give. There is none if both times are next to nothing.
     */
    Optional<Spread> ratioTo(Library other) {
        return weft().flatMap(weft -> of(other)
                .filter(sample -> Math.max(weft.median(), sample.median()) >= NOTHING)
                .map(sample -> weft.times().over(sample.times())));
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

    /** The row with some of the forks; libraries that have fewer of them than are needed are missing. */
    Row only(Predicate<Fork> which, int needed) {
        Map<Library, Sample> some = new EnumMap<>(Library.class);
        samples.forEach((library, sample) -> sample.only(which)
                .filter(s -> s.forks().size() >= needed).ifPresent(s -> some.put(library, s)));
        return new Row(name, some);
    }
}
