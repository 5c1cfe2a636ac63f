package dev.weft.sync;

import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.support.FailingStarter;
import dev.weft.support.Goroutines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitGroupTest {
    private static final String PARKED = "sync.WaitGroup.Wait";

    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final WaitGroup wg = new WaitGroup();

    @Test
    void awaitOnZeroReturnsAtOnce() throws InterruptedException {
        wg.await();
        assertThat(wg.await(Duration.ZERO)).isTrue();
        wg.add(2);
        wg.done();
        wg.done();
        wg.await();
        wg.add(0);
        wg.await();
    }

    @Test
    void manyWaitUntilTheCounterIsZero() {
        wg.add(3);
        List<Thread> waiters = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Thread t = g.start(i % 2 == 0, wg::await);
            awaitParked(t, PARKED);
            waiters.add(t);
        }
        wg.done();
        wg.add(1);
        wg.add(-2);
        waiters.forEach(t -> awaitParked(t, PARKED));
        wg.done();
        g.joinAll();
    }

    /** Go's TestWaitGroup, and the memory effect: what was written before done is seen after await. */
    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void isUsedAgainRoundAfterRound(int n) throws InterruptedException {
        int[] slots = new int[n];
        for (int round = 1; round <= 200; round++) {
            int r = round;
            wg.add(n);
            for (int i = 0; i < n; i++) {
                int slot = i;
                g.start(i % 4 != 3, () -> {
                    slots[slot] = r;
                    wg.done();
                });
            }
            wg.await();
            assertThat(slots).containsOnly(r);
        }
    }

    /** Go's TestWaitGroupRace: the waiters that one round wakes begin the next at once. */
    @Test
    void waitersOfManyRoundsAreAllReleased() throws InterruptedException {
        for (int i = 0; i < 2_000; i++) {
            WaitGroup group = new WaitGroup();
            AtomicInteger n = new AtomicInteger();
            for (int k = 0; k < 2; k++) {
                group.add(1);
                g.go(() -> {
                    n.incrementAndGet();
                    group.done();
                });
            }
            group.await();
            assertThat(n.get()).isEqualTo(2);
        }
    }

    @Test
    void aNegativeCounterIsRejectedAndChangesNothing() throws InterruptedException {
        assertNegative(wg::done);
        wg.await();
        wg.add(2);
        assertNegative(() -> wg.add(-3));
        assertNegative(() -> wg.add(Integer.MIN_VALUE));
        Thread t = g.go(wg::await);
        awaitParked(t, PARKED); // it is still 2
        assertNegative(() -> wg.add(-3)); // nor does it release waiters
        wg.done();
        awaitParked(t, PARKED);
        wg.done();
        g.join(t);
        assertNegative(wg::done);
        wg.await();
    }

    @Test
    void aCounterBeyondIntIsRejectedAndChangesNothing() throws InterruptedException {
        wg.add(Integer.MAX_VALUE);
        assertOverflow(() -> wg.add(1), "2147483647 + 1");
        assertOverflow(() -> wg.add(Integer.MAX_VALUE), "2147483647 + 2147483647");
        assertOverflow(() -> wg.go(() -> {}), "2147483647 + 1");
        assertThat(wg.await(Duration.ZERO)).isFalse();
        wg.add(-Integer.MAX_VALUE);
        wg.await();
    }

    /** Go's counter wraps around and becomes negative; here the text goes on with what has happened. */
    private static void assertOverflow(ThrowingCallable misuse, String sum) {
        assertThatThrownBy(misuse)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("sync: negative WaitGroup counter: " + sum + " overflows an int");
    }

    private static void assertNegative(ThrowingCallable misuse) {
        assertThatThrownBy(misuse)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("sync: negative WaitGroup counter");
    }

    @Test
    void goCountsFromNowUntilTheTaskHasEnded() throws InterruptedException {
        Channel<Unit> end = Channel.make();
        wg.go(end::receive);
        assertThat(wg.await(Duration.ZERO)).isFalse();
        Thread t = g.go(wg::await);
        awaitParked(t, PARKED);
        end.send(Unit.UNIT);
        g.join(t);
    }

    @Test
    void goPassesItsArgumentAndRunsInAGoroutine() throws InterruptedException {
        AtomicReference<String> got = new AtomicReference<>();
        int[] evaluated = {0};
        wg.go(s -> got.set(s + Thread.currentThread().isVirtual()), "virtual: " + ++evaluated[0] + " ");
        wg.await();
        assertThat(got.get()).isEqualTo("virtual: 1 true");
    }

    static Throwable[] failures() {
        return new Throwable[] {new Exception("checked"), new IllegalStateException("unchecked"), new Error("error")};
    }

    /** The handler gets the same exception, not wrapped, before the waiters can believe that all went well. */
    @ParameterizedTest
    @MethodSource("failures")
    void aFailureReachesTheHandlerBeforeTheWaiters(Throwable failure) throws InterruptedException {
        AtomicReference<Throwable> handled = new AtomicReference<>();
        Channel<Unit> handling = Channel.make();
        Channel<Unit> goOn = Channel.make();
        wg.go(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {
                handled.set(e);
                Go.unchecked(() -> {
                    handling.send(Unit.UNIT);
                    goOn.receive();
                });
            });
            WaitGroupTest.<RuntimeException>sneak(failure);
        });
        Thread waiter = g.go(wg::await);
        handling.receive();
        awaitParked(waiter, PARKED); // the handler has not returned yet
        assertThat(wg.await(Duration.ZERO)).isFalse();
        goOn.send(Unit.UNIT);
        g.join(waiter);
        assertThat(handled.get()).isSameAs(failure);
    }

    @Test
    void aHandlerThatFailsDoesNotKeepTheWaiters() throws InterruptedException {
        wg.go(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {
                throw new IllegalStateException("ignored by the JDK, as Thread says");
            });
            throw new IllegalArgumentException();
        });
        assertThat(wg.await(Goroutines.LONG)).isTrue();
    }

    /** A task that was asked to stop, and stopped, has not failed. */
    @Test
    void anInterruptedTaskEndsQuietly() throws InterruptedException {
        AtomicReference<Throwable> handled = new AtomicReference<>();
        AtomicReference<Thread> thread = new AtomicReference<>();
        wg.go(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((t, e) -> handled.set(e));
            thread.set(Thread.currentThread());
            Channel.make().receive();
        });
        awaitUntil(() -> thread.get() != null);
        thread.get().interrupt();
        wg.await();
        assertThat(handled.get()).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptedAwaitThrowsAndTheGroupWorksOn(boolean virtual) throws InterruptedException {
        wg.add(1);
        Thread t = g.start(virtual, () -> {
            assertThatThrownBy(wg::await).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> wg.await(Duration.ofDays(1))).isInstanceOf(InterruptedException.class);
        });
        Thread other = g.go(wg::await);
        awaitParked(t, PARKED);
        awaitParked(other, PARKED);
        t.interrupt();
        g.join(t);
        awaitParked(other, PARKED);
        wg.done();
        g.join(other);
        g.join(g.go(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(wg::await).as("also at zero").isInstanceOf(InterruptedException.class);
        }));
        wg.await();
    }

    @Test
    void timedAwait() throws InterruptedException {
        wg.add(1);
        long start = System.nanoTime();
        assertThat(wg.await(Duration.ofMillis(10))).isFalse();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(10_000_000);
        assertThat(wg.await(Duration.ZERO)).isFalse();
        assertThat(wg.await(Duration.ofSeconds(Long.MIN_VALUE))).isFalse();
        Thread t = g.platform(() -> assertThat(wg.await(Duration.ofSeconds(Long.MAX_VALUE))).isTrue());
        awaitParked(t, PARKED);
        wg.done();
        g.join(t);
        assertThat(wg.await(Duration.ZERO)).isTrue();
    }

    /** Some waiters give up at the moment of the release: the others are released nevertheless. */
    @Test
    void givingUpNeverCostsAnotherItsRelease() {
        for (int round = 0; round < 300; round++) {
            WaitGroup group = new WaitGroup();
            group.add(1);
            Thread stays = g.go(group::await);
            Thread leaves = g.go(() -> {
                try {
                    group.await();
                } catch (InterruptedException e) {
                    // one of the possible ends
                }
            });
            g.go(() -> group.await(Duration.ofNanos(100_000)));
            awaitParked(stays, PARKED);
            g.go(leaves::interrupt);
            group.done();
            g.joinAll();
        }
    }

    @Test
    void oneThatCannotBeStartedIsNotCounted() throws InterruptedException {
        Error failure = new OutOfMemoryError("no thread to run it");
        AtomicInteger ran = new AtomicInteger();
        wg.add(1);
        Thread waiter = g.go(wg::await);
        awaitParked(waiter, PARKED);
        g.join(FailingStarter.start(
                g, () -> assertThatThrownBy(() -> wg.go(ran::incrementAndGet)).isSameAs(failure), () -> {
                    throw failure;
                }));
        awaitParked(waiter, PARKED);
        wg.done();
        g.join(waiter);
        assertThat(ran.get()).isZero();
    }

    @Test
    void misuse() throws InterruptedException {
        assertThatThrownBy(wg::wait).as("Object.wait by mistake").isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(() -> wg.go(null)).isInstanceOf(NullPointerException.class);
        wg.await(); // the counter is still zero
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> void sneak(Throwable t) throws X {
        throw (X) t;
    }
}
