/**
 * Go's {@code sync} package: locks that are neither owned nor re-entrant, condition variables, wait groups and one-time
 * initialization; and, from {@code x/sync}, groups of goroutines that may fail, weighted semaphores, and calls that
 * several callers share.
 */
@NullMarked
package dev.weft.sync;

import org.jspecify.annotations.NullMarked;
