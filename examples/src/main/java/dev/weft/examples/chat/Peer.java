package dev.weft.examples.chat;

import dev.weft.Channel;
import dev.weft.context.CancelableContext;

/**
 * Somebody in the chat, as the hub sees him.
 *
 * @param name what the others call him
 * @param outbox what he is to be told; the hub alone sends to it, and closes it
 * @param life that of his connection: who cancels it cuts him off
 */
record Peer(String name, Channel<String> outbox, CancelableContext life) {}
