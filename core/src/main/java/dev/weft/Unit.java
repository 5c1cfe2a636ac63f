package dev.weft;

/**
 * The type with one value, Go's {@code struct{}}: the element of a channel that only signals.
 *
 * <pre>{@code
 * Channel<Unit> done = Channel.make();
 * go(() -> { work(); done.send(UNIT); });
 * done.receive();
 * }</pre>
 */
public enum Unit {
    /** The one value, Go's {@code struct{}{}}. */
    UNIT
}
