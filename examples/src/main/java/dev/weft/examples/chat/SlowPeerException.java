package dev.weft.examples.chat;

/** Why a peer was cut off: it did not read its lines. */
final class SlowPeerException extends Exception {
    private static final long serialVersionUID = 1L;

    SlowPeerException(String name) {
        super(name + " is too slow");
    }
}
