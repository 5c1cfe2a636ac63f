/**
 * Go's timers and tickers, whose channels take part in a select like any other, and the rate limiter of {@code
 * x/time/rate}.
 */
@NullMarked
package dev.weft.time;

import org.jspecify.annotations.NullMarked;
