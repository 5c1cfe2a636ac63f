package dev.weft.examples.chat;

import java.time.Duration;

/**
 * How patient a server is.
 *
 * @param outbox how many lines may wait for a peer that does not read
 * @param sendBuffer how many bytes of them may be with the operating system, or somewhat more
 * @param grace how long a peer may take to close the connection, or to read what is left for him
 */
record Settings(int outbox, int sendBuffer, Duration grace) {}
