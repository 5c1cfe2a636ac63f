/**
 * What the memory of a waiting goroutine is, and that of an OS thread, and how large Weft's objects are. This is a
 * program of its own, because memory cannot be measured per operation.
 */
package dev.weft.benchmarks.costs;
