/** Channels: what a send, a receive and a close order, and what happens where they compete. */
package dev.weft.stress.channel;
