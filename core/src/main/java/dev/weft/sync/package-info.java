/**
 * Go's {@code sync} package: locks that are neither owned nor re-entrant, condition variables, wait groups
 * and one-time initialisation.
 */
@NullMarked
package dev.weft.sync;

import org.jspecify.annotations.NullMarked;
