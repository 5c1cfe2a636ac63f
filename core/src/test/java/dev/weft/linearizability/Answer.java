package dev.weft.linearizability;

/**
 * How a call ended.
 *
 * @param end the way in which it ended
 * @param arm the chosen arm, if there was one
 * @param value the received value, or the answer to a question
 */
record Answer(End end, int arm, Object value) {
    /** The ways in which a call ends. */
    enum End {
        /** It did what it was asked to do. */
        DONE,
        /** Nothing could be done: a try that failed, or a time-out. */
        NOTHING,
        /** Null, from a receive that did not wait forever: there was nothing, or the channel is closed and drained. */
        NULL,
        /** A ChannelClosedException. */
        CLOSED,
        /** An InterruptedException. */
        INTERRUPTED
    }

    static final Answer NOTHING = new Answer(End.NOTHING, -1, null);
    static final Answer NULL = new Answer(End.NULL, -1, null);
    static final Answer CLOSED = new Answer(End.CLOSED, -1, null);
    static final Answer INTERRUPTED = new Answer(End.INTERRUPTED, -1, null);

    static Answer chosen(int arm, Object value) {
        return new Answer(End.DONE, arm, value);
    }

    static Answer of(Object value) {
        return new Answer(End.DONE, -1, value);
    }
}
