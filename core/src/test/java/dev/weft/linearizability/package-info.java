/**
 * Random histories of channels, held against a sequential model: goroutines and threads send, receive, try, wait for a
 * time, select, close, look and are interrupted, all at random, on a few channels. What each operation answered is
 * recorded, with when it began and ended. Then an order of all the operations is searched in which each lies between its
 * beginning and its end and in which channels without any concurrency would have answered the same
 * ({@link dev.weft.linearizability.Linearizer}). If there is none, a channel has lost, doubled or reordered something,
 * said "nothing" where there was something, left somebody waiting who could have proceeded, or reported an interrupt that
 * was not.
 */
package dev.weft.linearizability;
