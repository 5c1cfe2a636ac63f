package dev.weft.soak;

/** What goes round a ring. Its count is plain: only the channels order the stages that raise it. */
final class Token {
    final int number;
    private final int hops;
    private int visits;

    Token(int number, int hops) {
        this.number = number;
        this.hops = hops;
    }

    /** Counts a visit to a stage; returns true if it was the last. */
    boolean visit() {
        return ++visits >= hops;
    }

    int visits() {
        return visits;
    }
}
