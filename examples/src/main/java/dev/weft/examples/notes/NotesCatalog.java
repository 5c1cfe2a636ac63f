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
                    ContextSwitch::run),
            new Example("cost-of-threads", "150,000 goroutines at once: what each costs, beside OS threads",
                    CostOfThreads::run),
            new Example("growing-stack", "a goroutine's stack grows as needed", GrowingStack::run),
            new Example("c10k", "ten thousand connections at once, a goroutine each", C10k::run),
            new Example("many-on-few", "many goroutines run on few OS threads", ManyOnFew::run),
            new Example("parallelism", "the same concurrent program on one, two, four goroutines", Parallelism::run),
            new Example("preemption", "a computation that lets the others run", Preemption::run),
            new Example("main-does-not-wait", "the program ends when main returns", MainDoesNotWait::run),
            new Example("join-point", "main waits for a goroutine by a wait group", JoinPoint::run),
            new Example("shared-paper", "three goroutines draw on one sheet of paper: shared memory",
                    SharedPaper::run),
            new Example("exactly-one", "of many that lock a mutex at once, exactly one gets it", ExactlyOne::run),
            new Example("outliving-variable", "a variable outlives the goroutine that declared it",
                    OutlivingVariable::run),
            new Example("abandoned-goroutine", "a goroutine that waits for ever is found, and collected",
                    AbandonedGoroutine::run));

    private NotesCatalog() {}
}
