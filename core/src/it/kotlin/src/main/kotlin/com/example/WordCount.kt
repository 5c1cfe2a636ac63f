package com.example

import dev.weft.ReceiveChannel
import dev.weft.Select.receive
import dev.weft.Select.select
import dev.weft.sync.Mutex
import dev.weft.sync.WaitGroup
import java.util.TreeMap
import kotlin.concurrent.withLock

/** Counts words: goroutines take lines from a channel, and count into one map, which a mutex guards. */
class WordCount {
    private val mutex = Mutex()
    private val counts = TreeMap<String, Int>()

    /** Counts the words of all lines, up to the end of the lines, or until quit is closed. */
    fun count(lines: ReceiveChannel<String>, quit: ReceiveChannel<Unit>, goroutines: Int): Map<String, Int> {
        val all = WaitGroup()
        repeat(goroutines) { all.go { work(lines, quit) } }
        all.await()
        return counts
    }

    private fun work(lines: ReceiveChannel<String>, quit: ReceiveChannel<Unit>) {
        val line = receive(lines)
        val stop = receive(quit)
        while (true) {
            when (select(line, stop)) {
                0 -> add(line.value() ?: return)
                else -> return
            }
        }
    }

    private fun add(line: String) = mutex.withLock {
        for (word in line.split(" ")) counts.merge(word, 1, Int::plus)
    }
}
