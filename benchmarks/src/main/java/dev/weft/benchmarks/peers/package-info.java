/** What a shape is written over, once for each thread-based peer: how it starts goroutines and what it sends through. */
package dev.weft.benchmarks.peers;
