/**
 * Random histories of channels, compared with a sequential model: goroutines and threads send, receive, try, wait for a
 * time, select, close, query and are interrupted, all at random, on a few channels. The answer of each operation is
 * recorded, together with when it began and ended. Then the test searches for an order of all the operations in which
 * each lies between its beginning and its end and in which channels without any concurrency would have answered the
 * same ({@link dev.weft.linearizability.Linearizer}). If there is none, a channel has lost, duplicated or reordered an
 * element, reported nothing where there was something, left a thread waiting that could have proceeded, or reported an
 * interrupt that was not there.
 */
package dev.weft.linearizability;
