package dev.weft.benchmarks.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small results, made by hand. */
final class Made {
    private Made() {}

    /** A fork with one iteration, and the round trips that it saw. */
    static Fork fork(double nanoseconds, double... roundTrips) {
        return new Fork(List.of(nanoseconds), Arrays.stream(roundTrips).boxed().toList());
    }

    /** A sample of forks that differ in nothing but their times. */
    static Sample sample(double... nanoseconds) {
        List<Fork> forks = new ArrayList<>();
        for (double time : nanoseconds) {
            forks.add(fork(time));
        }
        return new Sample(forks);
    }

    static Sample sample(Fork... forks) {
        return new Sample(List.of(forks));
    }

    /** Samples of one fork each: libraries and times by turns. */
    static Map<Library, Sample> samples(Object... librariesAndTimes) {
        Map<Library, Sample> samples = new EnumMap<>(Library.class);
        for (int i = 0; i < librariesAndTimes.length; i += 2) {
            Object time = librariesAndTimes[i + 1];
            samples.put((Library) librariesAndTimes[i],
                    time instanceof Sample sample ? sample : sample(((Number) time).doubleValue()));
        }
        return samples;
    }

    static Row row(String name, Object... librariesAndTimes) {
        return new Row(name, samples(librariesAndTimes));
    }

    static Results results(Row... rows) {
        return new Results(List.of(rows), List.of());
    }

    static double median(Optional<Spread> spread) {
        return spread.orElseThrow().median();
    }
}
