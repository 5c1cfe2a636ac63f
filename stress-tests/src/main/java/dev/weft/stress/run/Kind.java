package dev.weft.stress.run;

/** What the sides of a test run on. */
enum Kind {
    PLATFORM_THREADS("platform threads"), GOROUTINES("goroutines");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    String jvmArgument() {
        return "-Dweft.stress.goroutines=" + (this == GOROUTINES);
    }

    @Override
    public String toString() {
        return words;
    }
}
