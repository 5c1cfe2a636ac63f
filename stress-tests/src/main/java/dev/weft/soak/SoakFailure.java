package dev.weft.soak;

/** The soak found something. The message says what, with the seed, and the goroutines of the round if there was one. */
final class SoakFailure extends Exception {
    private static final long serialVersionUID = 1;

    SoakFailure(String message, Throwable cause) {
        super(message, cause);
    }

    SoakFailure(String message) {
        super(message);
    }
}
