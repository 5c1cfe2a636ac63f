@file:JvmName("KotlinChanSem")

package dev.weft.benchmarks.kotlin

import kotlinx.coroutines.channels.Channel

/** [coroutines] use a channel of that capacity as a semaphore, [times] each; returns the sum of what they received. */
fun chanSem(coroutines: Int, times: Int): Long {
    val semaphore = Channel<Int>(coroutines)
    return crew {
        repeat(coroutines) {
            count {
                var sum = 0L
                repeat(times) {
                    semaphore.send(1)
                    sum += semaphore.receive()
                }
                sum
            }
        }
    }
}
