package dev.weft.examples.jobs;

/**
 * How jobs are run.
 *
 * @param workers how many jobs run at the same time
 * @param attempts how often a job is tried before it counts as failed
 * @param backoff how long to wait between two attempts
 * @param failFast whether the first failed job stops the others
 */
record Policy(int workers, int attempts, Backoff backoff, boolean failFast) {}
