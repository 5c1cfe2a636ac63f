package dev.weft.leak;

/**
 * What a goroutine does next.
 *
 * @param opens whether it opens the gate, or waits for it
 * @param gate the gate's number
 */
record Step(boolean opens, int gate) {}
