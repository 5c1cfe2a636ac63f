@file:JvmName("KotlinTransfer")

package dev.weft.benchmarks.kotlin

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.channels.Channel

/**
 * [producers] send [sends] elements each, and [consumers] receive [receives] each, through one channel; all start
 * together. Returns the sum of what was received.
 */
fun transfer(capacity: Int, producers: Int, sends: Int, consumers: Int, receives: Int): Long {
    val channel = Channel<Int>(capacity)
    val begin = CompletableDeferred<Unit>()
    return crew {
        repeat(producers) {
            start {
                begin.await()
                repeat(sends) { channel.send(1) }
            }
        }
        repeat(consumers) {
            count {
                begin.await()
                var sum = 0L
                repeat(receives) { sum += channel.receive() }
                sum
            }
        }
        begin.complete(Unit)
    }
}
