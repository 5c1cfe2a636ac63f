package dev.weft.soak;

import java.util.ArrayList;
import java.util.List;

/** What one consumer received, in order. Used by one thread at a time, and by the ledger when all have been joined. */
final class Inbox {
    private final List<Item> received = new ArrayList<>();
    private int broken;

    void received(Item item) {
        if (!item.isWhole()) {
            broken++;
        }
        received.add(item);
    }

    List<Item> all() {
        return received;
    }

    /** How many elements were not seen as their producer had made them. */
    int broken() {
        return broken;
    }
}
