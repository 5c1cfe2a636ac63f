@file:JvmName("KotlinSkynet")

package dev.weft.benchmarks.kotlin

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch

/** A tree of coroutines, ten children each, with that many [leaves]; returns the sum of their numbers. */
fun skynet(leaves: Int): Long = crew {
    count {
        val sum = Channel<Long>()
        launch { node(sum, 0, leaves) }
        sum.receive()
    }
}

private suspend fun CoroutineScope.node(up: Channel<Long>, number: Long, leaves: Int) {
    if (leaves == 1) {
        up.send(number)
        return
    }
    val children = Channel<Long>()
    val each = leaves / 10
    for (i in 0 until 10) {
        launch { node(children, number + i * each.toLong(), each) }
    }
    var sum = 0L
    repeat(10) { sum += children.receive() }
    up.send(sum)
}
