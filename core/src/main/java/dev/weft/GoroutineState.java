package dev.weft;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one goroutine did at one moment; see {@link Goroutines}.
 *
 * @param id its number, which is that of its thread
 * @param name the name of its thread; empty if it has none
 * @param waitReason what it waits for, in Go's words, such as {@code chan receive} or {@code sync.Mutex.Lock}; for what
 *     is not Weft's, {@code sleep}, {@code IO wait}, {@code blocked} (on a monitor), or {@code waiting}, mostly with
 *     {@code for} and the name of a class. If it does not wait, {@code runnable}, or {@code running} if it is the one
 *     that asks
 * @param waiting for how long at least: since it was first seen in this wait. Nobody takes the time when a goroutine
 *     begins to wait, but the library looks every few seconds, and also at each call of {@link Goroutines#all}
 * @param stack where it is, the innermost call first, without the calls by which the library waits and starts goroutines;
 *     empty if it has not run yet, or is about to end
 * @param createdBy where it was started; null if goroutines were not {@linkplain Goroutines#track tracked} then
 * @param creator the number of the thread that started it, usually a goroutine
 */
public record GoroutineState(
        long id,
        String name,
        String waitReason,
        Duration waiting,
        List<StackTraceElement> stack,
        @Nullable StackTraceElement createdBy,
        long creator) {
    /** Copies the list. */
    public GoroutineState {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(waitReason, "waitReason");
        Objects.requireNonNull(waiting, "waiting");
        stack = List.copyOf(Objects.requireNonNull(stack, "stack"));
    }

    /**
     * Returns the text that Go prints for a goroutine, with Java's lines for the calls:
     *
     * <pre>{@code
     * goroutine 24 [chan send, 3 minutes]:
     * 	at dev.weft.internal.channel.ChannelCore.send(ChannelCore.java:188)
     * 	at Pool.work(Pool.java:8)
     * created by Pool.start(Pool.java:19) in goroutine 22
     * }</pre>
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("goroutine ").append(id);
        if (!name.isEmpty()) {
            text.append(" \"").append(name).append('"');
        }
        text.append(" [").append(waitReason);
        if (waiting.toMinutes() > 0) {
            text.append(", ").append(waiting.toMinutes()).append(" minutes");
        }
        text.append("]:");
        for (StackTraceElement call : stack) {
            text.append("\n\tat ").append(call);
        }
        if (createdBy != null) {
            text.append("\ncreated by ").append(createdBy).append(" in goroutine ").append(creator);
        }
        return text.toString();
    }
}
