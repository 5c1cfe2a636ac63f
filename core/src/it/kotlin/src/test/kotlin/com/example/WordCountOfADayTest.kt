package com.example

import dev.weft.Channel
import dev.weft.Go.go
import dev.weft.Select.receive
import dev.weft.Select.select
import dev.weft.Select.send
import dev.weft.junit.VirtualTime
import dev.weft.time.Timers
import java.time.Duration
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** A day in a millisecond. */
@VirtualTime
class WordCountOfADayTest {
    private val start = Timers.now()

    @Test
    fun countsALineAnHour() {
        val day = Duration.ofDays(1).plusMinutes(1)
        val lines = Channel.make<String>()
        val quit = Channel.make<Unit>()
        Timers.afterFunc(day) { quit.close() }
        go {
            Timers.newTicker(Duration.ofHours(1)).use { hour ->
                while (select(receive(quit), receive(hour.channel())) == 1) {
                    select(receive(quit), send(lines, "a b"))
                }
            }
        }

        assertEquals(mapOf("a" to 24, "b" to 24), WordCount().count(lines, quit, 2))
        assertEquals(day, Timers.since(start))
    }
}
