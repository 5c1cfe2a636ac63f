package dev.weft.benchmarks.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The measurements of one library in one row.
 *
 * @param forks the processes that measured it, in their order
 */
public record Sample(List<Fork> forks) {
    public Sample {
        if (forks.isEmpty()) {
            throw new IllegalArgumentException("nothing measured");
        }
        forks = List.copyOf(forks);
    }

    /** The fastest, the median and the slowest fork. */
    Spread times() {
        return Spread.of(forks.stream().map(Fork::median).toList());
    }

    /** The figure that represents all forks: the median of their medians. */
    double median() {
        return times().median();
    }

    /** By which factor the first iteration was slower than the last, in the median fork; 1 if there was only one. */
    double drift() {
        return Spread
                .of(forks.stream().map(fork -> fork.nanoseconds().getFirst() / fork.nanoseconds().getLast()).toList())
                .median();
    }

    /** By which factor the slowest iteration was slower than the fastest, in the median fork. */
    double unrest() {
        return Spread.of(forks.stream().map(fork -> Spread.of(fork.nanoseconds()).factor()).toList()).median();
    }

    /** The round trips of a cache line that the forks saw, where they were measured. */
    Optional<Spread> roundTrips() {
        return Spread.ofRoundTrips(forks);
    }

    /** The sample of some of the forks, if there are any. */
    Optional<Sample> only(Predicate<Fork> which) {
        List<Fork> some = forks.stream().filter(which).toList();
        return some.isEmpty() ? Optional.empty() : Optional.of(new Sample(some));
    }
}
