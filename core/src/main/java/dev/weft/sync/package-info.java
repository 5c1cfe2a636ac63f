/**
 * Go's {@code sync} package: locks that are neither owned nor re-entrant, condition variables, wait groups
 * and one-time initialisation; and of {@code x/sync}: groups of goroutines that may fail, weighted semaphores,
 * and calls that are shared.
 */
@NullMarked
package dev.weft.sync;

import org.jspecify.annotations.NullMarked;
