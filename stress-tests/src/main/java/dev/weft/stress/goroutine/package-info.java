/** Goroutines: what a go statement orders. */
package dev.weft.stress.goroutine;
