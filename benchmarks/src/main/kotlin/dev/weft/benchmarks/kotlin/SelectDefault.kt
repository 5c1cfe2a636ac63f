@file:JvmName("KotlinSelectDefault")

package dev.weft.benchmarks.kotlin

import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.selects.onTimeout
import kotlinx.coroutines.selects.select

/** Selects [times] times over idle channels, with a time-out of zero; returns how often that passed. */
@OptIn(ExperimentalCoroutinesApi::class)
fun selectDefault(cases: Int, times: Int): Long = crew {
    val channels = Array(cases) { Channel<Int>() }
    count {
        var defaults = 0L
        repeat(times) {
            defaults += select<Int> {
                for (channel in channels) {
                    channel.onReceive { 0 }
                }
                onTimeout(0) { 1 }
            }
        }
        defaults
    }
}
