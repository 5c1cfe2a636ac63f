package dev.weft.linearizability;

/**
 * A call and its answer. The times are tickets of one counter: an operation that returned before another was invoked has
 * the lower ones. Drawing them synchronizes the threads, so what is checked is an order that the program could see.
 *
 * @param thread the number of the thread that called
 * @param call what it asked
 * @param invoked when
 * @param answer how it ended
 * @param returned when
 */
record Operation(int thread, Call call, long invoked, Answer answer, long returned) {
    /** Whether this began before the other and ended after it. */
    boolean spans(Operation other) {
        return invoked < other.invoked && other.returned < returned;
    }

    @Override
    public String toString() {
        return "%4d – %4d  thread %d: %s → %s".formatted(invoked, returned, thread, call, answer);
    }
}
