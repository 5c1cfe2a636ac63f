package dev.weft.internal.observe;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What is to be logged: collected while the lock of {@link Proof} is held, and logged when it is free, as a logger may do
 * anything. Used by one thread only.
 */
final class Warnings {
    private final Queue<String> texts = new ArrayDeque<>();

    void add(String text) {
        texts.add(text);
    }

    void log() {
        for (String text; (text = texts.poll()) != null;) {
            System.getLogger("dev.weft").log(Level.WARNING, text);
        }
    }
}
