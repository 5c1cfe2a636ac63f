/**
 * The programs of Go's goroutine-leak tests, rewritten: {@link dev.weft.Goroutines#leaked} finds in each what Go finds,
 * and nothing once it is repaired.
 *
 * <p>There is a class for each project whose bugs the programs show, two for the largest, and one for each of Go's
 * other files. A program is a method: its comment says what the bug is and how it is repaired, its annotation what it
 * leaks, and its parameter which of the two versions runs. {@code LEAKS.md} lists them all; {@link
 * dev.weft.conformance.leaks.LeaksTableTest} compares it with the methods.
 *
 * <p>Nothing is left to luck, or to time. Goroutines of a program close channels to tell each other how far they have
 * come, or wait until another one is parked; so that the same goroutines leak each time. Such a hand-shake must work in
 * the repaired version, too. It must not keep a goroutine alive, and so no thread is ever put into a static field.
 */
package dev.weft.conformance.leaks;
