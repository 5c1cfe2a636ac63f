package dev.weft.examples.classics;

import dev.weft.examples.Example;
import java.util.List;

/** Programs that most people write when they learn Go's concurrency. */
public final class ClassicsCatalog {
    public static final List<Example> EXAMPLES = List.of(
            new Example("prime-sieve", "prime numbers from a chain of goroutines that grows", PrimeSieve::run),
            new Example("ping-pong", "two players and one ball", PingPong::run),
            new Example("fibonacci", "a select between the next number and the end", Fibonacci::run),
            new Example("dining-philosophers", "five philosophers, five forks, no deadlock", DiningPhilosophers::run),
            new Example("merge-sort", "a sort that hands its halves to goroutines", MergeSort::run),
            new Example("same-tree", "two trees compared by two goroutines that walk them", SameTree::run),
            new Example("fan-out-fan-in", "a pipeline with four workers in its middle", FanOutFanIn::run),
            new Example("or-done", "a loop over a channel that can be ended from outside", OrDone::run),
            new Example("or-channel", "one channel that is closed as soon as one of many is", OrChannel::run),
            new Example("tee", "one channel split in two", Tee::run),
            new Example("bridge", "a channel of channels made into one", Bridge::run),
            new Example("bounded-semaphore", "a semaphore made of a channel", BoundedSemaphore::run),
            new Example("pub-sub", "a broker that keeps its subscribers to itself", PubSub::run),
            new Example("replicas", "three searches at once, each by the fastest of three replicas", Replicas::run),
            new Example("daisy-chain", "ten thousand goroutines whisper", DaisyChain::run),
            new Example("token-ring", "a token round a hundred goroutines", TokenRing::run));

    private ClassicsCatalog() {}
}
