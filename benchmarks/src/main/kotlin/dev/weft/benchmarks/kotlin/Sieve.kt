@file:JvmName("KotlinSieve")

package dev.weft.benchmarks.kotlin

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch

private const val END = 0

/** The sieve for the numbers up to [last]; returns how many primes there are. */
fun sieve(last: Int): Long = crew { count { primes(last) } }

private suspend fun CoroutineScope.primes(last: Int): Long {
    // Int? keeps the object that was received; Int would box each number again.
    var numbers = Channel<Int?>()
    val first = numbers
    launch { generate(last, first) }
    var found = 0L
    while (true) {
        val prime = numbers.receive()!!
        if (prime == END) {
            return found
        }
        found++
        val source = numbers
        val target = Channel<Int?>()
        launch { filter(prime, source, target) }
        numbers = target
    }
}

private suspend fun generate(last: Int, to: Channel<Int?>) {
    for (i in 2..last) {
        to.send(i)
    }
    to.send(END)
}

private suspend fun filter(prime: Int, from: Channel<Int?>, to: Channel<Int?>) {
    while (true) {
        val number = from.receive()
        val n = number!!
        if (n == END) {
            to.send(END)
            return
        }
        if (n % prime != 0) {
            to.send(number)
        }
    }
}
