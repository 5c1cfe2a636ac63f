/**
 * How a goroutine starts, what it inherits, where its failure goes, and which program it belongs to. This package
 * depends on {@code internal.time}, {@code internal.trace} and {@code internal.wait}, and on a few public types; a
 * {@code Program} waits for its end on a channel.
 */
@NullMarked
package dev.weft.internal.goroutine;

import org.jspecify.annotations.NullMarked;
