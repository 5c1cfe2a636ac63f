package dev.weft.benchmarks.report;

import java.util.Locale;
import java.util.OptionalDouble;

/** How numbers are written. */
final class Format {
    private Format() {}

    /** Nanoseconds, with three significant digits, or more if the integer part has more. */
    static String nanoseconds(double value) {
        String pattern = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, value);
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String ratio(OptionalDouble value) {
        return value.isPresent() ? ratio(value.getAsDouble()) : "–";
    }

    /** A median and its spread. */
    static String sample(Sample sample) {
        return nanoseconds(sample.median()) + String.format(Locale.ROOT, " ±%.0f %%", 100 * sample.spread());
    }
}
