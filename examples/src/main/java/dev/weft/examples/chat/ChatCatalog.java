package dev.weft.examples.chat;

import dev.weft.examples.Example;
import java.util.List;

/** Chat rooms. */
public final class ChatCatalog {
    public static final List<Example> EXAMPLES = List.of(new Example("chat-rooms",
            "a hub and its guests over real sockets, one of whom does not read", ChatRooms::run));

    private ChatCatalog() {}
}
