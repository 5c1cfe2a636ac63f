package dev.weft.examples.chat;

import dev.weft.Channel;
import dev.weft.context.CancelableContext;

/**
 * A participant in the chat, as the hub sees it.
 *
 * @param name the name that the others see
 * @param outbox the lines for it; only the hub sends to it, and closes it
 * @param life the context of its connection; cancelling it cuts the peer off
 */
record Peer(String name, Channel<String> outbox, CancelableContext life) {}
