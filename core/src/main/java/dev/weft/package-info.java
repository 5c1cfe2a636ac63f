/**
 * Goroutines, channels and select.
 *
 * <h2>A tour</h2>
 *
 * <p>{@link dev.weft.Go#go go} starts a goroutine, which is a virtual thread. Goroutines, and any other threads, talk over
 * a {@link dev.weft.Channel}, with a buffer or without. An element is never null; null says that a channel is closed and
 * drained.
 *
 * {@snippet file = "dev/weft/TourTest.java" region = "channels"}
 *
 * <p>{@link dev.weft.Select#select select} waits for the first of several sends and receives, chooses with the same
 * probability among those that are ready, and says which it was. The rest is a {@code switch} of your own. Its cases may
 * be used again and again. {@link dev.weft.Select#trySelect trySelect} is a select with a {@code default}. {@code go},
 * {@code select}, {@code receive} and {@code send} are meant for static import.
 *
 * {@snippet file = "dev/weft/TourTest.java" region = "select"}
 *
 * <p>{@link dev.weft.sync} has {@code Mutex}, {@code RWMutex}, {@code Cond}, {@code Once} and {@code WaitGroup}. What is
 * {@code Wait} in Go is {@code await}.
 *
 * {@snippet file = "dev/weft/TourTest.java" region = "sync"}
 *
 * <p>{@link dev.weft.time} has timers and tickers; what they send comes over channels, so it goes into a select.
 *
 * {@snippet file = "dev/weft/TourTest.java" region = "time"}
 *
 * <p>A {@link dev.weft.context.Context} tells all that work on one request when to stop.
 *
 * {@snippet file = "dev/weft/TourTest.java" region = "context"}
 *
 * <p>Of Go's {@code x/sync} there are {@link dev.weft.sync.ErrGroup}, {@link dev.weft.sync.WeightedSemaphore} and {@link
 * dev.weft.sync.SingleFlight}; of {@code x/time/rate}, the {@link dev.weft.time.RateLimiter}.
 *
 * {@snippet file = "dev/weft/TourTest.java" region = "errgroup"}
 *
 * <p>A goroutine that fails hands its exception to its thread's uncaught-exception handler. Where that should end the
 * program, as a panic does in Go, run it by {@link dev.weft.Go#run Go.run}.
 *
 * {@snippet file = "dev/weft/TourTest.java" region = "run"}
 *
 * <p>{@link dev.weft.Channels} leads from and to the rest of Java: iterables, streams, futures, publishers.
 */
@NullMarked
package dev.weft;

import org.jspecify.annotations.NullMarked;
