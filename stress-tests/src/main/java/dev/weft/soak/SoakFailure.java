package dev.weft.soak;

/** Something was found. The message says what, with the seed, and the goroutines of the round where there was one. */
final class SoakFailure extends Exception {
    private static final long serialVersionUID = 1;

    SoakFailure(String message, Throwable cause) {
        super(message, cause);
    }

    SoakFailure(String message) {
        super(message);
    }
}
