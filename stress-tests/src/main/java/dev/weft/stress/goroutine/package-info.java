/** Goroutines: what a go statement orders; programs, and how they end. */
package dev.weft.stress.goroutine;
