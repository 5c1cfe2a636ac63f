/** Timers and rate limiters: what setting one orders, and which of two competing operations wins. */
package dev.weft.stress.time;
