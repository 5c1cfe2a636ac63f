package dev.weft;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.trySelect;
import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.channel.ChannelCore;
import dev.weft.internal.wait.Waiter;
import dev.weft.support.Goroutines;
import dev.weft.time.Timer;
import dev.weft.time.Timers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operations do while another thread, stopped by the operating system, holds an internal lock. */
class SelectLocksTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Channel<Integer> a = Channel.make();
    private final Channel<Integer> b = Channel.make();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSelectThatWaitsForOneLockHoldsNoOther(boolean virtual) {
        trySelect(receive(a), receive(b)); // now the lock order is a, b
        core(b).lock();
        try {
            Thread selecting = g.start(virtual, () -> trySelect(receive(a), receive(b)));
            awaitParked(selecting, "runnable");
            assertThat(core(a).tryLock()).isTrue();
            core(a).unlock();
        } finally {
            core(b).unlock();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptedThreadParksToWaitForALockAndKeepsTheFlag(boolean virtual) {
        core(a).lock();
        try {
            Thread trying = g.start(virtual, () -> {
                Thread.currentThread().interrupt();
                assertThat(a.trySend(1)).isFalse();
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            });
            awaitParked(trying, "runnable");
        } finally {
            core(a).unlock();
        }
    }

    @Test
    void aSelectWhoseCaseHasWonWaitsForTheSignalAlsoWhenItsTimerIsDue() {
        Timer timer = Timers.newTimer(Duration.ofHours(1));
        Thread selecting = g.go(() -> assertThat(select(receive(a), receive(timer.channel()))).isZero());
        awaitParked(selecting, "select");

        // A sender takes the select's waiter, and is stopped before it signals.
        core(a).lock();
        Waiter waiter = core(a).poll();
        core(a).unlock();
        assertThat(waiter).isNotNull();
        timer.reset(Duration.ZERO);
        awaitUntil(() -> selecting.getState() == Thread.State.WAITING); // waits without a time limit

        waiter.element = 1;
        waiter.ok = true;
        waiter.owner().signal();
    }

    private static ChannelCore<?> core(ReceiveChannel<?> channel) {
        return (ChannelCore<?>) channel;
    }
}
