/**
 * jcstress tests: what the memory model of Go promises, and that of two that compete exactly one wins. {@link Side} says
 * how a test runs on platform threads and on goroutines.
 */
package dev.weft.stress;
