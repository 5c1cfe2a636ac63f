/**
 * The room of time: the clock that all deadlines are measured on, and the thread that does something at a deadline. It
 * knows no other room.
 */
@NullMarked
package dev.weft.internal.time;

import org.jspecify.annotations.NullMarked;
