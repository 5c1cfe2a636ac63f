package dev.weft.conformance.sync;

import static dev.weft.testing.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.sync.WaitGroup;
import dev.weft.testing.Goroutines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody is released before the counter is zero, then everybody is, and the group can be used again. */
@DisplayName("src/sync/waitgroup_test.go")
class WaitGroupTest {
    private static final String PARKED = "sync.WaitGroup.Wait";

    @RegisterExtension
    final Goroutines g = new Goroutines();

    @Test
    @DisplayName("TestWaitGroup")
    void isABarrierAgainAndAgain() throws InterruptedException {
        WaitGroup started = new WaitGroup();
        WaitGroup release = new WaitGroup();
        for (int round = 0; round < 8; round++) {
            int n = 16;
            started.add(n);
            release.add(n);
            Channel<Unit> exited = Channel.make(n);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                threads.add(g.go(() -> {
                    started.done();
                    release.await();
                    exited.send(Unit.UNIT);
                }));
            }
            started.await();
            if (round % 2 == 0) { // in the other rounds they may come while the counter goes down
                threads.forEach(t -> awaitParked(t, PARKED));
            }
            for (int i = 0; i < n; i++) {
                assertThat(exited.tryReceive()).isNull();
                release.done();
            }
            for (int i = 0; i < n; i++) {
                exited.receive();
            }
        }
    }

    @Test
    @DisplayName("TestWaitGroupMisuse")
    void moreDonesThanAddsFail() {
        WaitGroup wg = new WaitGroup();
        wg.add(1);
        wg.done();
        assertThatThrownBy(wg::done)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("sync: negative WaitGroup counter");
    }

    @Test
    @DisplayName("TestWaitGroupRace")
    void awaitReturnsOnlyWhenAllAreDone() throws InterruptedException {
        for (int round = 0; round < 1_000; round++) {
            WaitGroup wg = new WaitGroup();
            AtomicInteger n = new AtomicInteger();
            for (int i = 0; i < 2; i++) {
                wg.add(1);
                g.go(() -> {
                    n.incrementAndGet();
                    wg.done();
                });
            }
            wg.await();
            assertThat(n.get()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("TestWaitGroupGo")
    void goCountsAndWhatItDidIsSeenAfterAwait() throws InterruptedException {
        WaitGroup wg = new WaitGroup();
        int[] i = {0};
        wg.go(() -> i[0]++);
        wg.await();
        assertThat(i[0]).isEqualTo(1);
    }

    /**
     * Whoever is to end the program because of the failure has the time to do it: as long as the failure is being
     * handled, nobody who waits can take the group for done.
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
            throw new IllegalStateException("test");
        });
        Thread waiter = g.go(wg::await);
        assertThat(handling.receive()).isExactlyInstanceOf(IllegalStateException.class).hasMessage("test");
        awaitParked(waiter, PARKED);
        assertThat(wg.await(Duration.ZERO)).isFalse();
        handled.send(Unit.UNIT);
        g.join(waiter);
    }
}
