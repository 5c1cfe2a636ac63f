package dev.weft.stress.run;

import java.util.List;

/** What the sides of a test run on. */
enum Kind {
    PLATFORM_THREADS("platform threads"), GOROUTINES("goroutines"), OWN_SCHEDULER("goroutines of Weft's own scheduler");

    /** What a JVM needs for Weft's own scheduler. */
    static final List<String> OWN_SCHEDULER_OPTIONS =
            List.of("-Dweft.scheduler=go", "--add-opens=java.base/java.lang=ALL-UNNAMED");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    String jvmArguments() {
        String arguments = "-Dweft.stress.goroutines=" + (this != PLATFORM_THREADS);
        return this == OWN_SCHEDULER ? arguments + " " + String.join(" ", OWN_SCHEDULER_OPTIONS) : arguments;
    }

    @Override
    public String toString() {
        return words;
    }
}
