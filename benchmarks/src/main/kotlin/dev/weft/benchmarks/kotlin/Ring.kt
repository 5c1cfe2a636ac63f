@file:JvmName("KotlinRing")

package dev.weft.benchmarks.kotlin

import kotlinx.coroutines.channels.Channel

/** A token goes [laps] times round [members] coroutines; returns the number of hops. */
fun ring(members: Int, laps: Int): Long = crew {
    val first = Channel<Int>()
    var from = first
    for (m in 1..members) {
        val last = m == members
        val source = from
        val target = if (last) first else Channel()
        count { member(source, target, laps, last) }
        from = target
    }
    start { first.send(1) }
}

private suspend fun member(from: Channel<Int>, to: Channel<Int>, laps: Int, last: Boolean): Long {
    var hops = 0L
    for (lap in 1..laps) {
        val token = from.receive()
        hops += token
        // Nobody would receive the very last hop.
        if (!last || lap < laps) {
            to.send(token)
        }
    }
    return hops
}
