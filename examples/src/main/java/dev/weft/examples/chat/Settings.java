package dev.weft.examples.chat;

import java.time.Duration;

/**
 * The limits of a server's patience.
 *
 * @param outbox how many lines may wait for a peer that does not read
 * @param sendBuffer about how many bytes of them the operating system may buffer
 * @param grace how long a peer may take to close the connection, or to read what is left for it
 */
record Settings(int outbox, int sendBuffer, Duration grace) {}
