package dev.weft.benchmarks.kotlin

import java.util.concurrent.atomic.LongAdder
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/** The coroutines of one invocation: starts them on the default dispatcher, joins them, and adds up what they got. */
class Crew(private val scope: CoroutineScope) {
    private val coroutines = ArrayList<Job>()
    private val total = LongAdder()

    /** Starts a coroutine. */
    fun start(work: suspend CoroutineScope.() -> Unit) {
        coroutines.add(scope.launch(block = work))
    }

    /** Starts a coroutine that counts. */
    fun count(work: suspend CoroutineScope.() -> Long) {
        coroutines.add(scope.launch { total.add(work()) })
    }

    /** Waits until all coroutines have ended, and returns the sum of what they counted. */
    suspend fun join(): Long {
        coroutines.joinAll()
        return total.sum()
    }
}

/** Lets [assemble] start the coroutines, joins them, and returns the sum of what they counted. */
fun crew(assemble: Crew.() -> Unit): Long = runBlocking(Dispatchers.Default) {
    Crew(this).apply(assemble).join()
}
