package dev.weft.examples.notes;

import dev.weft.examples.Example;
import java.util.List;

/** The programs and claims of the notes on concurrency in Go. */
public final class NotesCatalog {
    public static final List<Example> EXAMPLES = List.of(
            new Example("one-two-three-mutex", "1 2 3 by two goroutines under a mutex: never interleaved",
                    OneTwoThreeMutex::run),
            new Example("one-two-three-read-lock", "1 2 3 by two goroutines under a read lock: may interleave",
                    OneTwoThreeReadLock::run),
            new Example("lock-twice", "a goroutine that locks a mutex twice blocks for ever", LockTwice::run),
            new Example("producer-consumer", "Hello and Bye over a channel", ProducerConsumer::run),
            new Example("buffered-sender", "three sends into a buffer, and nobody receives", BufferedSender::run),
            new Example("empty-wait-group", "a wait group without a count does not wait", EmptyWaitGroup::run),
            new Example("racy-counter", "five goroutines add to one variable, unsynchronized", RacyCounter::run),
            new Example("repaired-counter", "the same with a mutex, an atomic variable, a channel",
                    RepairedCounter::run),
            new Example("cond-signal", "two goroutines and a condition variable", CondSignal::run),
            new Example("data-race", "one goroutine changes what another looks at", DataRace::run),
            new Example("memory-access", "the same with synchronized memory access", MemoryAccess::run),
            new Example("deadlock", "two goroutines, each waiting for what the other holds", Deadlock::run),
            new Example("livelock", "two people in a hallway, both busy, neither getting past", Livelock::run),
            new Example("starvation", "a greedy and a polite worker share a lock", Starvation::run),
            new Example("context-switch", "the time of a switch between goroutines, and between OS threads",
                    ContextSwitch::run));

    private NotesCatalog() {}
}
