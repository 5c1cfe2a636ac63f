/**
 * Mutex, RWMutex, Once, WaitGroup, Cond, ErrGroup, WeightedSemaphore and SingleFlight: what they order, which
 * goroutines they keep out, and which they wake.
 */
package dev.weft.stress.sync;
