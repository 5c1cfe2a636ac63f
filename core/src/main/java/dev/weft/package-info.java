/**
 * Goroutines, channels and select.
 *
 * <p>A goroutine is a virtual thread, started by {@link dev.weft.Go#go(Task)}. Goroutines, and any other
 * threads, talk over a {@link dev.weft.Channel}; {@link dev.weft.Select} waits on several channels at once.
 */
@NullMarked
package dev.weft;

import org.jspecify.annotations.NullMarked;
