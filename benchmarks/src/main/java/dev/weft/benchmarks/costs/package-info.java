/**
 * What a goroutine costs, and what an OS thread costs: a switch, a start, the memory of one that waits. A program of
 * its own, for memory is not measured by the operation.
 */
package dev.weft.benchmarks.costs;
