package dev.weft.internal.observe;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What is to be logged: collected while the lock of {@link Proof} is held, and logged when it is free, as a logger may do
 * anything. Used by one thread only.
 */
final class Warnings {
    private record Entry(Level level, String text, @Nullable Throwable thrown) {}

    private final Queue<Entry> entries = new ArrayDeque<>();

    void add(String text) {
        add(Level.WARNING, text, null);
    }

    void add(Level level, String text, @Nullable Throwable thrown) {
        entries.add(new Entry(level, text, thrown));
    }

    void log() {
        for (Entry entry; (entry = entries.poll()) != null;) {
            Logger logger = System.getLogger("dev.weft");
            if (entry.thrown == null) {
                logger.log(entry.level, entry.text);
            } else {
                logger.log(entry.level, entry.text, entry.thrown);
            }
        }
    }
}
