package dev.weft.benchmarks.report;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A row of the report: one shape with one choice of parameters.
 *
 * @param name the name by which JMH's and Go's results were paired
 * @param jvm the samples of everything that ran on the JVM, including Weft, by peer
 * @param go Go's sample, if it was run
 */
public record Row(String name, Map<String, Sample> jvm, Optional<Sample> go) {
    static final String WEFT = "weft";

    /** Not libraries, but the cost of the JDK alone. */
    private static final Set<String> FLOORS = Set.of("bareAtomic", "virtualThread");

    /** Weft's own sample. */
    Optional<Sample> weft() {
        return Optional.ofNullable(jvm.get(WEFT));
    }

    /** The fastest of the other libraries on the JVM. */
    Optional<Map.Entry<String, Sample>> bestPeer() {
        return jvm.entrySet().stream()
                .filter(p -> !p.getKey().equals(WEFT) && !FLOORS.contains(p.getKey()))
                .min(Comparator.comparingDouble(p -> p.getValue().median()));
    }

    /** The cost of the JDK alone, where it is measured. */
    Optional<Sample> floor() {
        return FLOORS.stream().filter(jvm::containsKey).map(jvm::get).findFirst();
    }

    /** Weft's time as a multiple of the best peer's. */
    OptionalDouble ratioToBestPeer() {
        return ratioTo(bestPeer().map(Map.Entry::getValue));
    }

    /** Weft's time as a multiple of Go's. */
    OptionalDouble ratioToGo() {
        return ratioTo(go);
    }

    /** Weft's time as a multiple of the cost of the JDK alone. */
    OptionalDouble ratioToFloor() {
        return ratioTo(floor());
    }

    private OptionalDouble ratioTo(Optional<Sample> other) {
        if (weft().isEmpty() || other.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(weft().get().median() / other.get().median());
    }
}
