/**
 * Random programs, some of them dead: each that is dead must be found, and no other. {@link dev.weft.deadlock.Deadlocks}
 * runs them for as long as you like.
 */
package dev.weft.deadlock;
