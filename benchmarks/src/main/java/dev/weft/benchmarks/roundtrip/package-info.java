/** What a cache line costs between two processors: measured beside every figure, because it changes with time. */
package dev.weft.benchmarks.roundtrip;
