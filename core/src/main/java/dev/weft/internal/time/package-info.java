/**
 * The clock that all deadlines are measured on, and the thread that acts at a deadline. This package depends on no
 * other.
 */
@NullMarked
package dev.weft.internal.time;

import org.jspecify.annotations.NullMarked;
