package dev.weft;

/**
 * Thrown by a send on a closed channel and by a second close, where Go panics.
 *
 * <p>The message is Go's: {@code send on closed channel} or {@code close of closed channel}. The channel itself is
 * unharmed: it stays closed, and the elements in its buffer can still be received.
 */
public final class ChannelClosedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message Go's text
     */
    public ChannelClosedException(String message) {
        super(message);
    }
}
