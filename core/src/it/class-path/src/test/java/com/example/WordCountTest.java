package com.example;

import static dev.weft.Go.go;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weft.Channel;
import dev.weft.Unit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordCountTest {
    @Test
    void countsTheWordsOfAllLines() throws InterruptedException {
        Channel<String> lines = Channel.make(2);
        go(() -> {
            try (lines) {
                for (String line : new String[] {"a b c", "b c", "c"}) lines.send(line);
            }
        });

        assertEquals(Map.of("a", 1, "b", 2, "c", 3), new WordCount().count(lines, Channel.make(), 2));
    }

    @Test
    void stopsWhenQuitIsClosed() throws InterruptedException {
        Channel<String> lines = Channel.make();
        Channel<Unit> quit = Channel.make();
        go(() -> {
            try (quit) {
                lines.send("a b");
                lines.send("b");
            }
        });

        assertEquals(Map.of("a", 1, "b", 2), new WordCount().count(lines, quit, 2));
    }

    @Test
    void weftIsOnTheClassPath() {
        assertFalse(Channel.class.getModule().isNamed());
    }
}
