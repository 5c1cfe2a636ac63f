/**
 * Benchmarks of the library against its peers: Jox, Kotlin's coroutines, java.util.concurrent, and Go.
 *
 * <h2>What a pass leaves behind</h2>
 *
 * A pass writes into a new directory of its own, {@code target/results/running-…}. When it is complete, the directory
 * takes the place of the last results in one move; a pass that is interrupted leaves the last results as they were. It
 * contains, besides the report and its charts:
 *
 * <dl>
 * <dt>{@code jmh.json}</dt>
 * <dd>JMH's own format, one entry for each benchmark (the shape is the class, the peer the method) and choice of
 * parameters. {@code primaryMetric.rawData} has an array for each fork, in the order of the rounds, and in it a time for
 * each iteration. {@code secondaryMetrics} has four metrics of the same form, one value for each fork and iteration, all
 * in nanoseconds: {@code roundTrip.before} and {@code roundTrip.after} are the round trip of a cache line between two
 * processors directly before and after the iteration, in the fork's own JVM (each the median of some two thousand
 * samples); {@code roundTrip.low} and {@code roundTrip.high} are the 10th and the 90th percentile of these samples, the
 * lower and the higher of the two measurements. A round trip of more than about ten microseconds is that of two threads
 * on one processor: the other one was busy. The loaded pass is like that all the time.</dd>
 *
 * <dt>{@code go.txt}</dt>
 * <dd>Go's own format, as {@code benchstat} reads it. Each row of each round is run by a process of its own, in which it
 * is repeated a few times. A fork begins with the lines {@code fork: N} (N is the round, from 1),
 * {@code round-trip-before: X}, {@code round-trip-after: X}, {@code round-trip-low: X} and {@code round-trip-high: X},
 * measured by the JVM of the pass directly before and after the process, with the same meaning and unit as above (the
 * unit is not written). Then follow the lines with the process's results. {@code goos}, {@code goarch}, {@code pkg} and
 * {@code cpu} are there once, at the top. There is no such file without Go.</dd>
 *
 * <dt>{@code costs.json}</dt>
 * <dd>Memory and sizes, as a list of {@link dev.weft.benchmarks.costs.Cost}s; only of a pass that runs everything on an
 * idle machine.</dd>
 *
 * <dt>{@code stamp.json}</dt>
 * <dd>Where, when and with what the pass was made: an object of strings. {@code commit} is the commit, and
 * {@code core} a digest of core's sources without comments and white space, by which
 * {@link dev.weft.benchmarks.Committed} finds out whether the results are still those of the present sources.</dd>
 * </dl>
 *
 * <h2>Goroutine against OS thread</h2>
 *
 * {@code ContextSwitch}, {@code PingPong}, {@code ParkUnpark} and {@code StartJoin} have a parameter {@code threads}:
 * {@code goroutine}, or {@code os} for the same program on platform threads; in Go, on goroutines that are locked to
 * their threads, which end with them (Go has no {@code ParkUnpark}). The rows with {@code threads=os} do not compare
 * libraries: they are for the comparison with {@code threads=goroutine}. Where Weft has a part in them, they have a
 * method {@code weft}, and {@code synchronousQueue} beside it; otherwise only {@code platformThread}. In the rows with
 * {@code threads=goroutine}, {@code virtualThread} is the bare cost of the JDK, as elsewhere.
 */
package dev.weft.benchmarks;
