package dev.weft.benchmarks.report;

/** Which rows share a chart. */
enum Family {
    CHANNELS("Channels"), SELECT("Select"), GOROUTINES(
            "Goroutines: a ring, a sieve, a tree, starting, tests with virtual time"), SYNC(
                    "Locks, conditions, once, wait groups");

    private final String title;

    Family(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    static Family of(String row) {
        String shape = RowName.shape(row);
        if (shape.contains("Select")) {
            return SELECT;
        }
        if (shape.matches("Ring|Sieve|Skynet|StartJoin|ParkUnpark|VirtualTime")) {
            return GOROUTINES;
        }
        return shape.matches("(RW)?Mutex.*|TryLock|CondN|Once.*|WaitGroup.*") ? SYNC : CHANNELS;
    }
}
