package dev.weft.linearizability;

/**
 * A call and its answer. The times are tickets of one counter: an operation that returned before another was invoked
 * has the lower ones. Drawing tickets synchronizes the threads, so the test checks an order that the program could
 * observe.
 *
 * @param thread the number of the thread that called
 * @param call the call
 * @param invoked the time at which it was invoked
 * @param answer how it ended
 * @param returned the time at which it returned
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
