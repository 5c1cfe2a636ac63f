package dev.weft.soak;

import dev.weft.Channel;

/** A channel and its number in the round. */
record Link(int id, Channel<Item> channel) {}
