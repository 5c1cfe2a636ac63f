package dev.weft.benchmarks.report;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** How numbers are written. */
final class Format {
    private static final String NONE = "–";

    private Format() {}

    /** Nanoseconds, with three significant digits, or more if the integer part has more. */
    static String nanoseconds(double value) {
        return digits(value);
    }

    /** Nanoseconds without their unit, unless there are so many that another one, which is given, is easier to read. */
    static String time(double nanoseconds) {
        return nanoseconds >= 1e9 - 0.5e6
                ? digits(nanoseconds / 1e9) + " s"
                : nanoseconds >= 1e7
                        ? digits(nanoseconds / 1e6) + " ms"
                        : nanoseconds >= 1e5 ? digits(nanoseconds / 1e3) + " µs" : digits(nanoseconds);
    }

    private static String digits(double value) {
        String pattern = value >= 99.95 ? "%,.0f" : value >= 9.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, value);
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String ratio(OptionalDouble value) {
        return value.isPresent() ? ratio(value.getAsDouble()) : NONE;
    }

    /** A median, and behind it the range, if it is one. */
    static String spread(Spread times) {
        String median = time(times.median());
        return times.lowest() == times.highest() ? median : median + " (" + range(times) + ")";
    }

    static String spread(Optional<Spread> times) {
        return times.map(Format::spread).orElse(NONE);
    }

    /** From the lowest to the highest, with both units if they differ. */
    static String range(Spread times) {
        String lowest = time(times.lowest());
        String highest = time(times.highest());
        return lowest + (hasUnit(highest) && !hasUnit(lowest) ? " ns" : "") + "–" + highest;
    }

    private static boolean hasUnit(String time) {
        return time.contains(" ");
    }

    /** What reads the same as 1.00 is neither above 1 nor below. */
    static int comparedWithOne(double ratio) {
        return Long.compare(Math.round(ratio * 100), 100);
    }
}
