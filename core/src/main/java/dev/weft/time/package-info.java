/** Go's timers and tickers, whose channels take part in a select like any other. */
@NullMarked
package dev.weft.time;

import org.jspecify.annotations.NullMarked;
