package dev.weft.benchmarks;

/**
 * Which Go there is.
 *
 * @param version its version and platform; empty if it cannot be used
 * @param problem why it cannot be used, in a few words; empty if it can
 */
record GoVersion(String version, String problem) {
    boolean usable() {
        return problem.isEmpty();
    }
}
