package dev.weft.benchmarks.costs;

/** How much is measured. */
public enum Extent {
    /** Only checks that everything runs: the figures mean nothing. */
    SMOKE(1_000, 0, 1, 1, 1, 90_000),

    QUICK(100_000, 0, 5, 1, 60, 300_000),

    FULL(100_000, 1_000_000, 5, 3, 60, 600_000);

    /** How many goroutines or threads wait. */
    final int many;

    /** How many goroutines wait in a second measurement; 0 if there is none. */
    final int more;

    /** What a goroutine takes depends on what was compiled when, which differs from process to process. */
    final int processes;

    /** How many processes look at goroutines, each for twice {@link #seconds}. */
    final int lookers;

    final int seconds;

    private final long duration;

    Extent(int many, int more, int processes, int lookers, int seconds, long duration) {
        this.many = many;
        this.more = more;
        this.processes = processes;
        this.lookers = lookers;
        this.seconds = seconds;
        this.duration = duration;
    }

    /** About how long it takes, in milliseconds. */
    public long duration() {
        return duration;
    }
}
