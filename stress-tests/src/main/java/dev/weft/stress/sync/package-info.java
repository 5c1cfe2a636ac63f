/** Mutex, RWMutex, Once, WaitGroup and Cond: what they order, whom they keep out, whom they wake. */
package dev.weft.stress.sync;
