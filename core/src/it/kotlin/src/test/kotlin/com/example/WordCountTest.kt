package com.example

import dev.weft.Channel
import dev.weft.Go.go
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

class WordCountTest {
    @Test
    fun countsTheWordsOfAllLines() {
        val lines = Channel.make<String>(2)
        go {
            lines.use {
                for (line in listOf("a b c", "b c", "c")) lines.send(line)
            }
        }

        assertEquals(mapOf("a" to 1, "b" to 2, "c" to 3), WordCount().count(lines, Channel.make(), 2))
    }

    @Test
    fun stopsWhenQuitIsClosed() {
        val lines = Channel.make<String>()
        val quit = Channel.make<Unit>()
        go {
            quit.use {
                lines.send("a b")
                lines.send("b")
            }
        }

        assertEquals(mapOf("a" to 1, "b" to 2), WordCount().count(lines, quit, 2))
    }
}
