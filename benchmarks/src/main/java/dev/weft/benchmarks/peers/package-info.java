/** What the shapes are written against, for each thread-based peer: how it starts goroutines, its pipes, its locks. */
package dev.weft.benchmarks.peers;
