package dev.weft.benchmarks.report;

/** The units of time on the axes of charts: a chart has only one. */
enum TimeUnits {
    NANOSECONDS("nanoseconds", 1), MICROSECONDS("microseconds", 1e3), MILLISECONDS("milliseconds", 1e6), SECONDS(
            "seconds", 1e9);

    /** A unit is used up to so many of it. */
    private static final double MANY = 1_000;

    private final String title;
    private final double nanoseconds;

    TimeUnits(String title, double nanoseconds) {
        this.title = title;
        this.nanoseconds = nanoseconds;
    }

    String title() {
        return title;
    }

    double nanoseconds() {
        return nanoseconds;
    }

    /** Returns the unit in which a row is drawn: the one that suits the library in the middle. */
    static TimeUnits of(Row row) {
        double middle = Spread.of(row.samples().values().stream().map(Sample::median).toList()).median();
        for (TimeUnits unit : values()) {
            if (middle < MANY * unit.nanoseconds) {
                return unit;
            }
        }
        return SECONDS;
    }
}
