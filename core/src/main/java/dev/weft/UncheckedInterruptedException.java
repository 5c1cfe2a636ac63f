package dev.weft;

/**
 * An {@link InterruptedException} where no checked exception may be thrown: in iterators, in streams and
 * in {@link Go#unchecked(Call)}.
 *
 * <p>It is thrown with the thread's interrupt flag set again. A goroutine that ends with it ends quietly, as it does
 * with an {@code InterruptedException}: it was asked to stop.
 */
public final class UncheckedInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Wraps an interrupt. Does not touch the interrupt flag.
     *
     * @param cause the interrupt
     */
    public UncheckedInterruptedException(InterruptedException cause) {
        super(cause);
    }
}
