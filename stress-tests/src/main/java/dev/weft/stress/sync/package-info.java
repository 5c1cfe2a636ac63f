/**
 * Mutex, RWMutex, Once, WaitGroup, Cond, ErrGroup, WeightedSemaphore and SingleFlight: what they order, whom they keep
 * out, whom they wake.
 */
package dev.weft.stress.sync;
