package dev.weft.soak;

/** What goes round a ring. Its count is plain: only the channels order those who raise it. */
final class Token {
    final int number;
    private final int hops;
    private int visits;

    Token(int number, int hops) {
        this.number = number;
        this.hops = hops;
    }

    /** Takes note of a stage; true if it was the last. */
    boolean visit() {
        return ++visits >= hops;
    }

    int visits() {
        return visits;
    }
}
