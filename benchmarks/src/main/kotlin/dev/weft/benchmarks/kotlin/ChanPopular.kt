@file:JvmName("KotlinChanPopular")

package dev.weft.benchmarks.kotlin

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.selects.select

/** The [members] select over a popular channel and one of their own, which gets one element a lap; returns the sum. */
fun chanPopular(members: Int, laps: Int): Long = crew {
    val popular = Channel<Int>()
    val own = Array(members) { Channel<Int>() }
    for (mine in own) {
        count {
            var sum = 0L
            repeat(laps) {
                sum += select<Int> {
                    popular.onReceive { it }
                    mine.onReceive { it }
                }
            }
            sum
        }
    }
    start {
        repeat(laps) {
            for (channel in own) {
                channel.send(1)
            }
        }
    }
}
