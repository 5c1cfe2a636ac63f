@file:JvmName("KotlinSelectProdCons")

package dev.weft.benchmarks.kotlin

import java.util.function.LongConsumer
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.selects.select

private const val HOUR = 3_600_000L

/**
 * Runs [pairs] of a producer and a consumer, each with its [share] of the elements and [steps] of work for each
 * element, whose result goes to [sink]; returns the sum of what was received.
 */
fun selectProdCons(pairs: Int, share: Int, capacity: Int, steps: Int, sink: LongConsumer): Long = crew {
    val channel = Channel<Int>(capacity)
    val never = Channel<Int>()
    repeat(pairs) {
        start {
            val timer = Channel<Int>(1)
            val sleeper = sleeper(timer)
            var x = 1L
            repeat(share) {
                x = localWork(steps, x)
                select<Unit> {
                    channel.onSend(1) {}
                    timer.onReceive {}
                    never.onReceive {}
                }
            }
            sleeper.cancel()
            sink.accept(x)
        }
        count {
            val timer = Channel<Int>(1)
            val sleeper = sleeper(timer)
            var x = 1L
            var sum = 0L
            repeat(share) {
                sum += select<Int> {
                    channel.onReceive { it }
                    timer.onReceive { it }
                    never.onReceive { it }
                }
                x = localWork(steps, x)
            }
            sleeper.cancel()
            sink.accept(x)
            sum
        }
    }
}

/** Stands in for a timer. */
private fun CoroutineScope.sleeper(timer: Channel<Int>): Job = launch {
    delay(HOUR)
    timer.send(0)
}

/** The same work as in Java and in Go; a test compares it. */
fun localWork(steps: Int, start: Long): Long {
    var x = start
    for (i in 0 until steps) {
        x = x xor (x shl 13)
        x = x xor (x ushr 7)
    }
    return x
}
