@file:JvmName("KotlinSelectTicker")

package dev.weft.benchmarks.kotlin

import kotlinx.coroutines.ObsoleteCoroutinesApi
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.ticker
import kotlinx.coroutines.selects.select

/** Selects over a full channel and a ticker until all [elements] have been received and sent back; returns how many. */
@OptIn(ObsoleteCoroutinesApi::class)
fun selectTicker(elements: Int, periodMillis: Long): Long = crew {
    count {
        val full = Channel<Int>(1)
        full.send(1)
        val tick = ticker(periodMillis)
        var sum = 0L
        while (sum < elements) {
            val received = select<Int> {
                full.onReceive { it }
                tick.onReceive { 0 }
            }
            if (received == 1) {
                sum += received
                full.send(1)
            }
        }
        tick.cancel()
        sum
    }
}
