package dev.weft.examples.jobs;

/**
 * How jobs are run.
 *
 * @param workers how many at the same time
 * @param attempts how often one is tried before it has failed
 * @param backoff how long it waits between two attempts
 * @param failFast whether the first job that has failed stops the others
 */
record Policy(int workers, int attempts, Backoff backoff, boolean failFast) {}
