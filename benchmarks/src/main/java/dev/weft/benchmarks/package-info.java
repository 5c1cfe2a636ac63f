/** Benchmarks of the library against its peers: Jox, Kotlin's coroutines, java.util.concurrent, and Go. */
package dev.weft.benchmarks;
