/**
 * jcstress tests: what Go's memory model promises, and that exactly one of two competing operations wins. {@link Side}
 * explains how a test runs on platform threads and on goroutines.
 */
package dev.weft.stress;
