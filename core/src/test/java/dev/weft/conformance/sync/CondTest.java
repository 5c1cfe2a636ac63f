package dev.weft.conformance.sync;

import static dev.weft.testing.Goroutines.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.testing.Goroutines;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whom signal and broadcast wake: exactly one, in turn, and all; and only those who waited before.
 *
 * <p>That somebody waits is known, as in Go, from the lock alone: whoever says that he is about to wait holds it, so who
 * has it next can be sure.
 */
@DisplayName("src/sync/cond_test.go")
class CondTest {
    private static final String PARKED = "sync.Cond.Wait";

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Mutex mu = new Mutex();
    private final Cond cond = new Cond(mu);

    @Test
    @DisplayName("TestCondSignal")
    void aSignalWakesExactlyOne() throws InterruptedException {
        int n = 2;
        Channel<Unit> running = Channel.make(n);
        Channel<Thread> awake = Channel.make(n);
        List<Thread> asleep = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            asleep.add(g.go(() -> {
                mu.lock();
                running.send(Unit.UNIT);
                cond.await();
                awake.send(Thread.currentThread());
                mu.unlock();
            }));
        }
        for (int i = 0; i < n; i++) {
            running.receive();
        }
        while (!asleep.isEmpty()) {
            assertThat(awake.tryReceive()).isNull();
            mu.lock();
            cond.signal();
            mu.unlock();
            Thread woken = awake.receive();
            g.join(woken);
            assertThat(asleep.remove(woken)).isTrue();
            asleep.forEach(t -> awaitParked(t, PARKED));
            assertThat(awake.tryReceive()).isNull();
        }
        cond.signal(); // for nobody
    }

    /** Each is signalled before the next one comes, but may not have run yet when that one waits. */
    @Test
    @DisplayName("TestCondSignalGenerations: one after the other")
    void aSignalIsForThoseWhoWaitedWhenItWasGiven() throws InterruptedException {
        int n = 100;
        Channel<Unit> running = Channel.make(n);
        Channel<Integer> awake = Channel.make(n);
        for (int i = 0; i < n; i++) {
            int me = i;
            g.go(() -> {
                mu.lock();
                running.send(Unit.UNIT);
                cond.await();
                awake.send(me);
                mu.unlock();
            });
            if (i > 0) {
                assertThat(awake.receive()).isEqualTo(i - 1);
            }
            running.receive();
            mu.lock();
            cond.signal();
            mu.unlock();
        }
        assertThat(awake.receive()).isEqualTo(n - 1);
        g.joinAll();
        assertThat(awake.tryReceive()).isNull();
    }

    /** Go's test has never more than two that wait, one of them signalled. Here all hundred do. */
    @Test
    @DisplayName("TestCondSignalGenerations: all at once")
    void signalsWakeInTheOrderInWhichTheyCame() throws InterruptedException {
        int n = 100;
        Channel<Integer> awake = Channel.make(n);
        for (int i = 0; i < n; i++) {
            int me = i;
            Thread t = g.go(() -> {
                mu.lock();
                cond.await();
                awake.send(me);
                mu.unlock();
            });
            awaitParked(t, PARKED);
        }
        for (int i = 0; i < n; i++) {
            cond.signal();
            assertThat(awake.receive()).isEqualTo(i);
        }
        g.joinAll();
    }

    @Test
    @DisplayName("TestCondBroadcast")
    void aBroadcastWakesEveryOneOnce() throws InterruptedException {
        int n = 200;
        Channel<Integer> running = Channel.make(n);
        Channel<Integer> awake = Channel.make(n);
        boolean[] exit = {false}; // guarded by mu
        for (int i = 0; i < n; i++) {
            int me = i;
            g.go(() -> {
                mu.lock();
                while (!exit[0]) {
                    running.send(me);
                    cond.await();
                    awake.send(me);
                }
                mu.unlock();
            });
        }
        for (int round = 0; round < n; round++) {
            for (int i = 0; i < n; i++) {
                running.receive();
            }
            if (round == n - 1) {
                mu.lock();
                exit[0] = true;
                mu.unlock();
            }
            assertThat(awake.tryReceive()).isNull();
            mu.lock();
            cond.broadcast();
            mu.unlock();
            boolean[] seen = new boolean[n];
            for (int i = 0; i < n; i++) {
                int who = awake.receive();
                assertThat(seen[who]).isFalse();
                seen[who] = true;
            }
        }
        g.joinAll();
        assertThat(running.tryReceive()).isNull();
        assertThat(awake.tryReceive()).isNull();
        cond.broadcast(); // for nobody
    }

    /** Three that hand a number on, one by waiting, one by polling, one by both: nobody sees it too early. */
    @Test
    @DisplayName("TestRace")
    void whatWasWrittenBeforeASignalIsSeenAfterTheWait() {
        int[] x = {0}; // guarded by mu
        g.go(() -> {
            cond.L.lock();
            x[0] = 1;
            cond.await();
            assertThat(x[0]).isEqualTo(2);
            x[0] = 3;
            cond.signal();
            cond.L.unlock();
        });
        g.go(() -> {
            cond.L.lock();
            while (x[0] != 1) {
                cond.L.unlock();
                Go.gosched();
                cond.L.lock();
            }
            x[0] = 2;
            cond.signal();
            cond.L.unlock();
        });
        g.go(() -> {
            cond.L.lock();
            for (;;) {
                if (x[0] == 2) {
                    cond.await();
                    assertThat(x[0]).isEqualTo(3);
                    break;
                }
                if (x[0] == 3) {
                    break;
                }
                cond.L.unlock();
                Go.gosched();
                cond.L.lock();
            }
            cond.L.unlock();
        });
        g.joinAll();
        assertThat(x[0]).isEqualTo(3);
    }

    /** A broadcast races with a newcomer. That one may or may not be woken; the one who has waited must be. */
    @Test
    @DisplayName("TestCondSignalStealing")
    void aNewcomerDoesNotTakeTheBroadcastFromTheOneWhoWaited() throws InterruptedException {
        for (int round = 0; round < 1_000; round++) {
            Mutex lock = new Mutex();
            Cond c = new Cond(lock);
            Channel<Unit> first = Channel.make();
            boolean[] done = {false}; // guarded by lock
            g.go(() -> {
                lock.lock();
                first.send(Unit.UNIT);
                c.await();
                lock.unlock();
                first.send(Unit.UNIT);
            });
            first.receive();
            lock.lock(); // now it waits
            lock.unlock();
            g.go(c::broadcast);
            g.go(() -> {
                lock.lock();
                while (!done[0]) {
                    c.await();
                }
                lock.unlock();
            });
            first.receive();
            lock.lock();
            done[0] = true;
            lock.unlock();
            c.broadcast();
            g.joinAll();
        }
    }
}
