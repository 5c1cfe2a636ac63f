/**
 * What a goroutine costs, and what an OS thread costs: a switch, a start, the memory of a waiting one. This is a
 * program of its own, because memory cannot be measured per operation.
 */
package dev.weft.benchmarks.costs;
