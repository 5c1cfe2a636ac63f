/** What a shape is written over, for each thread-based peer: how it starts goroutines, its pipes, its locks. */
package dev.weft.benchmarks.peers;
