/**
 * Goroutines, channels and select.
 *
 * <h2>A tour</h2>
 *
 * <p>{@link dev.weft.Go#go go} starts a goroutine, which is a virtual thread. Goroutines and other threads communicate
 * over a {@link dev.weft.Channel}, with or without a buffer. Elements are never null; null means that the channel is
 * closed and drained.
 *
 * {@snippet file = "dev/weft/TourTest.java" region = "channels"}
 *
 * <p>{@link dev.weft.Select#select select} waits until one of several sends and receives can proceed, chooses among
 * those that are ready with equal probability, and returns the index of the one it performed. You handle the rest in a
 * {@code switch}. Cases can be reused. {@link dev.weft.Select#trySelect trySelect} is a select with a {@code default}.
 * {@code go}, {@code select}, {@code receive} and {@code send} are meant for static import.
 *
 * {@snippet file = "dev/weft/TourTest.java" region = "select"}
 *
 * <p>{@link dev.weft.sync} has {@code Mutex}, {@code RWMutex}, {@code Cond}, {@code Once} and {@code WaitGroup}. Go's
 * {@code Wait} is called {@code await}.
 *
 * {@snippet file = "dev/weft/TourTest.java" region = "sync"}
 *
 * <p>{@link dev.weft.time} has timers and tickers. They deliver over channels, so they work in a select.
 *
 * {@snippet file = "dev/weft/TourTest.java" region = "time"}
 *
 * <p>A {@link dev.weft.context.Context} tells all goroutines that work on a request when to stop.
 *
 * {@snippet file = "dev/weft/TourTest.java" region = "context"}
 *
 * <p>From Go's {@code x/sync} come {@link dev.weft.sync.ErrGroup}, {@link dev.weft.sync.WeightedSemaphore} and {@link
 * dev.weft.sync.SingleFlight}; from {@code x/time/rate}, {@link dev.weft.time.RateLimiter}.
 *
 * {@snippet file = "dev/weft/TourTest.java" region = "errgroup"}
 *
 * <p>A goroutine that fails passes its exception to its thread's uncaught-exception handler. If a failure should end
 * the program, as a panic does in Go, run the program with {@link dev.weft.Go#run Go.run}.
 *
 * {@snippet file = "dev/weft/TourTest.java" region = "run"}
 *
 * <p>{@link dev.weft.Goroutines} shows what goroutines do, and where they wait.
 *
 * <p>{@link dev.weft.Channels} connects channels with the rest of Java: iterables, streams, futures and publishers.
 */
@NullMarked
package dev.weft;

import org.jspecify.annotations.NullMarked;
