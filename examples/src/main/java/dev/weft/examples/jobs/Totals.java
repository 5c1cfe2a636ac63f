package dev.weft.examples.jobs;

import java.util.List;

/**
 * The outcome of the jobs so far.
 *
 * @param done how many succeeded in the end
 * @param failed how many failed
 * @param canceled how many gave up when told to
 * @param retries how many attempts there were besides the first of each job
 * @param mostAtOnce how many were under way at the same time
 * @param failures the jobs that failed, and why, in the order of their names
 */
record Totals(int done, int failed, int canceled, int retries, int mostAtOnce, List<String> failures) {}
