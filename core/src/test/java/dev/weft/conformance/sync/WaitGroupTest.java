package dev.weft.conformance.sync;

import static dev.weft.support.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.support.Goroutines;
import dev.weft.support.Outcome;
import dev.weft.sync.WaitGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No waiter is released before the counter is zero, then every one is, and the group can be reused. */
@DisplayName("src/sync/waitgroup_test.go")
class WaitGroupTest {
    private static final String PARKED = "sync.WaitGroup.Wait";

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** All must have arrived before the gate opens a sixteenth at a time, and none goes through before it is open. */
    @Test
    @DisplayName("TestWaitGroup")
    void isABarrierAgainAndAgain() throws InterruptedException {
        int count = 16;
        WaitGroup coming = new WaitGroup();
        WaitGroup gate = new WaitGroup();
        AtomicInteger through = new AtomicInteger();
        for (int round = 1; round <= 8; round++) {
            gate.add(count);
            List<Outcome<Integer>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                coming.add(1);
                all.add(Outcome.start(g, true, () -> {
                    coming.done();
                    gate.await();
                    return through.incrementAndGet();
                }));
            }
            coming.await();
            if (round % 2 == 0) { // in the other rounds they may arrive while the counter goes down
                all.forEach(one -> one.awaitParked(PARKED));
            }
            for (int closed = count; closed > 0; closed--) {
                assertThat(through.get()).isEqualTo((round - 1) * count);
                gate.done();
            }
            all.forEach(Outcome::value);
            assertThat(through.get()).isEqualTo(round * count);
        }
    }

    @Test
    @DisplayName("TestWaitGroupMisuse")
    void moreDonesThanAddsFail() {
        WaitGroup wg = new WaitGroup();
        assertThatThrownBy(wg::done)
                .as("never counted")
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("sync: negative WaitGroup counter");
        WaitGroup balanced = new WaitGroup();
        balanced.add(2);
        balanced.add(-2);
        assertThatThrownBy(balanced::done)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("sync: negative WaitGroup counter");
    }

    @Test
    @DisplayName("TestWaitGroupRace")
    void awaitReturnsOnlyWhenAllAreDone() throws InterruptedException {
        for (int round = 0; round < 1_000; round++) {
            WaitGroup wg = new WaitGroup();
            boolean[] been = new boolean[2]; // synchronized only by the group
            wg.add(been.length);
            for (int i = 0; i < been.length; i++) {
                int me = i;
                g.go(() -> {
                    been[me] = true;
                    wg.done();
                });
            }
            wg.await();
            assertThat(been).containsOnly(true);
        }
    }

    @Test
    @DisplayName("TestWaitGroupGo")
    void goCountsAndWhatItDidIsSeenAfterAwait() throws InterruptedException {
        WaitGroup wg = new WaitGroup();
        List<String> written = new ArrayList<>(); // synchronized only by the group
        wg.go(() -> written.add("something"));
        wg.await();
        assertThat(written).containsExactly("something");
    }

    /**
     * Code that ends the program because of the failure has the time to do so: while the failure is being handled, no
     * waiter is released.
     */
    @Test
    @DisplayName("TestIssue76126")
    void aFailureIsHandledBeforeAnybodyIsReleased() throws InterruptedException {
        WaitGroup wg = new WaitGroup();
        Channel<Throwable> handling = Channel.make();
        Channel<Unit> handled = Channel.make();
        wg.go(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> Go.unchecked(() -> {
                handling.send(failure);
                handled.receive();
            }));
            throw new IllegalStateException("not caught");
        });
        Thread waiter = g.go(wg::await);
        assertThat(handling.receive()).isExactlyInstanceOf(IllegalStateException.class).hasMessage("not caught");
        awaitParked(waiter, PARKED);
        assertThat(wg.await(Duration.ZERO)).isFalse();
        handled.send(Unit.UNIT);
        g.join(waiter);
    }
}
