/**
 * Random goroutines, some of which leak: each that does must be reported, and no other. {@link dev.weft.leak.Leaks} runs
 * them for as long as you like.
 */
package dev.weft.leak;
