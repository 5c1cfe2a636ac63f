/**
 * From JMH's and Go's raw results to the report: pairs the rows, compares, and writes tables and charts.
 *
 * <p>A {@link dev.weft.benchmarks.report.Fork} is what one process measured, and a
 * {@link dev.weft.benchmarks.report.Sample} all forks of a library in a {@link dev.weft.benchmarks.report.Row}. Figures
 * are medians of forks; the fastest and the slowest are always shown with them. The boundary between fast and slow round
 * trips of a cache line is found in the data of a whole run. It divides the
 * {@link dev.weft.benchmarks.report.Results} into those of forks that saw the same, which are compared, in tables and
 * in charts, each for itself.
 */
package dev.weft.benchmarks.report;
