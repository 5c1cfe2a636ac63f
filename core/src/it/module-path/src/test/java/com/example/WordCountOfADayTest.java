package com.example;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.junit.VirtualTime;
import dev.weft.time.Ticker;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A day in a millisecond. */
@VirtualTime
class WordCountOfADayTest {
    private static final Duration DAY = Duration.ofDays(1).plusMinutes(1);

    private final Instant start = Timers.now();

    @Test
    void countsALineAnHour() throws InterruptedException {
        Channel<String> lines = Channel.make();
        Channel<Unit> quit = Channel.make();
        Timers.afterFunc(DAY, quit::close);
        go(() -> {
            try (Ticker hour = Timers.newTicker(Duration.ofHours(1))) {
                while (select(receive(quit), receive(hour.channel())) == 1) {
                    select(receive(quit), send(lines, "a b"));
                }
            }
        });

        assertEquals(Map.of("a", 24, "b", 24), new WordCount().count(lines, quit, 2));
        assertEquals(DAY, Timers.since(start));
    }
}
