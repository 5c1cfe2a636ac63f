package dev.weft.benchmarks.shapes;

/** The options with which goroutines run on Weft's own scheduler. */
final class OnItsScheduler {
    static final String ASKED_FOR = "-Dweft.scheduler=go";

    /** Core is on the class path here. */
    static final String OPEN = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    private OnItsScheduler() {}
}
