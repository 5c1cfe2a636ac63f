/**
 * Random tests with virtual time, to see whether the clock ever moves while a goroutine runs, or stands still while all
 * wait.
 */
package dev.weft.bubble;
