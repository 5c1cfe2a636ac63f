package dev.weft;

import dev.weft.internal.observe.Dump;
import java.util.List;
import java.util.Objects;

/**
 * Thrown by {@link Go#run} where Go prints {@code fatal error: all goroutines are asleep - deadlock!}: none of its
 * goroutines can ever go on.
 *
 * <p>Each of them waits, without a limit of time, for something that nothing outside of the program could do either: the
 * garbage collector has found that nothing else refers to them, or to what they wait for. So this is never a false
 * alarm, except where {@link Go#run} says that something does not count: an interrupt of its caller, soft and weak
 * references. The goroutines are gone; their {@code finally} blocks have not run, and never will.
 *
 * <p>A test with virtual time ({@link dev.weft.testing.SyncTest}) throws it, too: if all goroutines of the test wait and
 * nothing is due ({@code deadlock: all goroutines in bubble are blocked}), or if goroutines that main has left behind are
 * waiting. These goroutines have then been interrupted.
 *
 * <p>The message begins with Go's text and goes on with the goroutines, as in {@link Goroutines#dump}.
 */
public final class DeadlockException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // the message has them, too
    private final transient List<GoroutineState> goroutines;

    /**
     * Creates the exception.
     *
     * @param message how the message begins
     * @param goroutines those that are stuck
     */
    public DeadlockException(String message, List<GoroutineState> goroutines) {
        super(message + Dump.appendix(Objects.requireNonNull(goroutines, "goroutines")));
        this.goroutines = List.copyOf(goroutines);
    }

    /**
     * Returns what other exceptions return, and a line break, which sets the stack of the last goroutine apart from that
     * of the exception.
     *
     * @return the name of the class and the message
     */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // a break is no part of the message
    public String toString() {
        return goroutines().isEmpty() ? super.toString() : super.toString() + "\n";
    }

    /**
     * The goroutines that are stuck.
     *
     * @return where each of them waited
     */
    public List<GoroutineState> goroutines() {
        return goroutines == null ? List.of() : goroutines; // null where it was deserialized
    }
}
