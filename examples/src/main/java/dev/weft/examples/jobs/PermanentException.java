package dev.weft.examples.jobs;

/** A job has failed in a way that another attempt would not fix. */
final class PermanentException extends Exception {
    private static final long serialVersionUID = 1L;

    PermanentException(String message) {
        super(message);
    }
}
