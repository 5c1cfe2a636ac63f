package dev.weft.soak;

import java.util.BitSet;

/** What one producer sent. Used by one thread at a time, and by the ledger when all have been joined. */
final class Outbox {
    private final int producer;
    private final BitSet accepted = new BitSet();
    private int made;

    Outbox(int producer) {
        this.producer = producer;
    }

    /** Returns a new element, which counts as not sent until it is {@link #accepted}. */
    Item next() {
        return new Item(producer, made++);
    }

    /** Records that the send returned normally. */
    void accepted(Item item) {
        accepted.set(item.number);
    }

    int made() {
        return made;
    }

    boolean isAccepted(int number) {
        return accepted.get(number);
    }
}
