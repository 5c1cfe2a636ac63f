/** Timers and rate limiters: what setting one orders, and who wins against it. */
package dev.weft.stress.time;
