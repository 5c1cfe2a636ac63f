@file:JvmName("KotlinPingPong")

package dev.weft.benchmarks.kotlin

import kotlinx.coroutines.channels.Channel

/** Two coroutines, [rounds] round trips over two unbuffered channels; returns the sum of what both received. */
fun pingPong(rounds: Int): Long {
    val there = Channel<Int>()
    val back = Channel<Int>()
    return crew {
        count {
            var sum = 0L
            repeat(rounds) {
                there.send(1)
                sum += back.receive()
            }
            sum
        }
        count {
            var sum = 0L
            repeat(rounds) {
                sum += there.receive()
                back.send(1)
            }
            sum
        }
    }
}
