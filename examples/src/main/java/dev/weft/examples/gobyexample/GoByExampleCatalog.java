package dev.weft.examples.gobyexample;

import dev.weft.examples.Example;
import java.util.List;

/** The topics of gobyexample.com's chapters on concurrency, in their order, in programs of our own. */
public final class GoByExampleCatalog {
    public static final List<Example> EXAMPLES = List.of(
            new Example("goroutines", "functions that run beside their caller", Goroutines::run),
            new Example("channels", "a value from one goroutine to another", Channels::run),
            new Example("channel-buffering", "sends that wait for nobody", ChannelBuffering::run),
            new Example("channel-synchronization", "waiting for a goroutine by a receive", ChannelSynchronization::run),
            new Example("channel-directions", "parameters that only send or only receive", ChannelDirections::run),
            new Example("select-statement", "waiting for two channels at once", SelectStatement::run),
            new Example("timeouts", "giving up on an answer that does not come", Timeouts::run),
            new Example("non-blocking-channel-operations", "select with a default", NonBlockingChannelOperations::run),
            new Example("closing-channels", "saying that nothing more comes", ClosingChannels::run),
            new Example("range-over-channels", "a loop over all elements until the close", RangeOverChannels::run),
            new Example("timers", "one event in the future, and one that is stopped", Timers::run),
            new Example("tickers", "an event again and again, until stopped", Tickers::run),
            new Example("worker-pools", "three workers on one channel of words", WorkerPools::run),
            new Example("wait-groups", "waiting until several goroutines have finished", WaitGroups::run),
            new Example("rate-limiting", "requests at the pace of a ticker, with and without bursts",
                    RateLimiting::run),
            new Example("atomic-counters", "fifty goroutines on one atomic counter", AtomicCounters::run),
            new Example("mutexes", "a map guarded by a mutex", Mutexes::run),
            new Example("stateful-goroutines", "a map that belongs to one goroutine", StatefulGoroutines::run),
            new Example("contexts", "a guest who leaves, one out of time, and a restaurant that closes",
                    Contexts::run));

    private GoByExampleCatalog() {}
}
