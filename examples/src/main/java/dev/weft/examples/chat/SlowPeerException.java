package dev.weft.examples.chat;

/** Why somebody was cut off: he did not read what he was told. */
final class SlowPeerException extends Exception {
    private static final long serialVersionUID = 1L;

    SlowPeerException(String name) {
        super(name + " is too slow");
    }
}
