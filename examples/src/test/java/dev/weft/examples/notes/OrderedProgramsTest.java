package dev.weft.examples.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.examples.Output;
import org.junit.jupiter.api.Test;

/** The programs whose output is fully determined. */
class OrderedProgramsTest {
    @Test
    void oneTwoThreeUnderAMutexNeverInterleaves() throws Exception {
        assertThat(Output.inVirtualTime(OneTwoThreeMutex::run)).containsExactly("1", "2", "3", "1", "2", "3");
    }

    @Test
    void lockingTwiceBlocksUntilSomebodyElseUnlocks() throws Exception {
        assertThat(Output.inVirtualTime(LockTwice::run)).containsExactly(
                "goroutine: locked once, locking again",
                "watcher: the goroutine waits in sync.Mutex.Lock",
                "watcher: it still waits in sync.Mutex.Lock; unlocking",
                "goroutine: locked again");
    }

    @Test
    void producerAndConsumerSayHelloAndBye() throws Exception {
        assertThat(Output.of(ProducerConsumer::run)).containsExactly(
                "Producer Sending Hello",
                "Consumer, received Hello",
                "Producer, received Bye");
    }

    @Test
    void bufferedSenderIsDoneThoughNobodyReceives() throws Exception {
        assertThat(Output.of(BufferedSender::run)).containsExactly(
                "Sending ONE", "Sending TWO", "Sending THREE", "Done");
    }

    @Test
    void emptyWaitGroupDoesNotWait() throws Exception {
        assertThat(Output.of(EmptyWaitGroup::run)).containsExactly("Done");
    }

    @Test
    void condHandsOverInTheOrderOfTheNotes() throws Exception {
        assertThat(Output.of(CondSignal::run)).containsExactly(
                "RunMainThread, lock acquired",
                "RunMainThread, Waiting",
                "RunChildThread, lock acquired",
                "RunChildThread, Waiting",
                "RunMainThread, Running");
    }

    @Test
    void livelockHasTheTranscriptOfTheNotes() throws Exception {
        assertThat(Output.inVirtualTime(Livelock::run)).containsExactly(
                "Alice is trying to scoot: left right left right left right left right left right",
                "Alice tosses her hands up in exasperation!",
                "Barbara is trying to scoot: left right left right left right left right left right",
                "Barbara tosses her hands up in exasperation!");
    }

    @Test
    void repairedCountersCountToFiveHundred() throws Exception {
        assertThat(Output.of(RepairedCounter::run)).containsExactly("mutex: 500", "atomic: 500", "channel: 500");
    }

    @Test
    void deadlockShowsWhoWaitsForWhat() throws Exception {
        assertThat(Output.text(Deadlock::run).replaceAll("(at line|goroutine) \\d+", "$1 N").lines()).containsExactly(
                "all goroutines are asleep - deadlock!",
                "  goroutine N [sync.WaitGroup.Wait]:",
                "  goroutine N [sync.Mutex.Lock]:",
                "      printSum at line N",
                "  goroutine N [sync.Mutex.Lock]:",
                "      printSum at line N",
                "1. mutual exclusion: a and b are held by one goroutine each",
                "2. wait for: each waits for a second value and holds on to its first",
                "3. no preemption: nobody takes the first one away",
                "4. circular wait: each waits for what the other holds");
    }
}
