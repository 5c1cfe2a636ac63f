@file:JvmName("KotlinSelect")

package dev.weft.benchmarks.kotlin

import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.selects.onTimeout
import kotlinx.coroutines.selects.select

/**
 * One coroutine selects [elements] times over a number of [cases], with a busy partner for each. The cases receive, but
 * if [mixed], every second one sends. Returns how many elements it moved.
 */
fun selectBusy(cases: Int, mixed: Boolean, elements: Int): Long = crew {
    val channels = Array(cases) { Channel<Int>() }
    partners(channels, mixed, elements / cases)
    count {
        var sum = 0L
        repeat(elements) {
            sum += select<Int> {
                for (c in channels.indices) {
                    if (mixed && c % 2 == 1) {
                        channels[c].onSend(1) { 1 }
                    } else {
                        channels[c].onReceive { it }
                    }
                }
            }
        }
        sum
    }
}

/** Does the same with receives only, and a time-out of a second. */
@OptIn(ExperimentalCoroutinesApi::class)
fun selectBusyWithin(cases: Int, elements: Int): Long = crew {
    val channels = Array(cases) { Channel<Int>() }
    partners(channels, false, elements / cases)
    count {
        var sum = 0L
        repeat(elements) {
            sum += select<Int> {
                for (channel in channels) {
                    channel.onReceive { it }
                }
                onTimeout(1000) { 0 }
            }
        }
        sum
    }
}

private fun Crew.partners(channels: Array<Channel<Int>>, mixed: Boolean, share: Int) {
    channels.forEachIndexed { c, channel ->
        if (mixed && c % 2 == 1) {
            start { repeat(share) { channel.receive() } }
        } else {
            start { repeat(share) { channel.send(1) } }
        }
    }
}
