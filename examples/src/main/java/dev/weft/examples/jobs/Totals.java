package dev.weft.examples.jobs;

import java.util.List;

/**
 * What has become of the jobs so far.
 *
 * @param done how many went well in the end
 * @param failed how many did not
 * @param canceled how many were given up when they were told to
 * @param retries how many attempts there were beside the first of each job
 * @param mostAtOnce how many were under way at the same time
 * @param failures the jobs that failed, and why, in the order of their names
 */
record Totals(int done, int failed, int canceled, int retries, int mostAtOnce, List<String> failures) {}
