@file:JvmName("KotlinStartJoin")

package dev.weft.benchmarks.kotlin

/** Starts a number of [coroutines] that do nothing, and joins them. */
fun startJoin(coroutines: Int): Long = crew { repeat(coroutines) { start {} } }
