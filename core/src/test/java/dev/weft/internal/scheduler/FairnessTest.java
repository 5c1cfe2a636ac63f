package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.support.Goroutines;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever some goroutines do without end, the others go on. Each test ends only if they do; what never ends is told to
 * only then.
 */
class FairnessTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    private final Crew crew = new Crew(g);
    private final AtomicBoolean over = new AtomicBoolean();

    @BeforeAll
    static void isOpen() {
        assumeTrue(Loom.problem() == null, "needs --add-opens java.base/java.lang=ALL-UNNAMED");
    }

    private Thread start(GoScheduler s, Crew.Body body) {
        return crew.start(s, body);
    }

    private void join(List<Thread> threads) {
        crew.join(threads);
    }

    /** Has goroutines sleep, hand over, be started from outside and from inside. */
    private void everythingGoesOn(GoScheduler s) {
        Semaphore ping = new Semaphore(0);
        Semaphore pong = new Semaphore(0);
        join(List.of(
                start(s, () -> {
                    for (int i = 0; i < 100; i++) {
                        ping.release();
                        pong.acquire();
                    }
                }),
                start(s, () -> {
                    for (int i = 0; i < 100; i++) {
                        ping.acquire();
                        pong.release();
                    }
                }),
                start(s, () -> {
                    for (int i = 0; i < 5; i++) {
                        Thread.sleep(1);
                        start(s, Thread::yield).join();
                    }
                })));
    }

    /** Goroutines that never wait, twice as many as processors; the others go on all the same. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void thoseThatComputeHoldUpNobody(int processors) throws Exception {
        GoScheduler s = new GoScheduler(processors);
        List<Thread> hogs = new ArrayList<>();
        for (int i = 0; i < 2 * processors; i++) {
            hogs.add(start(s, () -> {
                while (!over.get()) {
                    Thread.onSpinWait();
                }
            }));
        }
        try {
            AtomicInteger exchanges = new AtomicInteger();
            Semaphore ping = new Semaphore(0);
            Semaphore pong = new Semaphore(0);
            List<Thread> others = List.of(
                    start(s, () -> {
                        for (int i = 0; i < 1000; i++) {
                            ping.release();
                            pong.acquire();
                            exchanges.incrementAndGet();
                        }
                    }),
                    start(s, () -> {
                        for (int i = 0; i < 1000; i++) {
                            ping.acquire();
                            pong.release();
                        }
                    }),
                    start(s, () -> {
                        for (int i = 0; i < 20; i++) {
                            Thread.sleep(1);
                        }
                    }));
            join(others);
            assertThat(exchanges).hasValue(1000);
            for (int i = 0; i < 20; i++) {
                join(List.of(start(s, Thread::yield)));
            }
            assertThat(s.counters.retakes.get()).isPositive();
        } finally {
            over.set(true);
        }
        join(hogs);
    }

    /** A pair that hands over for ever keeps the slot busy; the queue and the global queue have their turns. */
    @Test
    void aPairThatNeverStopsHoldsUpNobody() throws Exception {
        GoScheduler s = new GoScheduler(1);
        Semaphore ping = new Semaphore(0);
        Semaphore pong = new Semaphore(0);
        List<Thread> pair = List.of(
                start(s, () -> {
                    while (!over.get()) {
                        ping.release();
                        pong.acquire();
                    }
                    ping.release();
                }),
                start(s, () -> {
                    while (!over.get()) {
                        ping.acquire();
                        pong.release();
                    }
                    pong.release();
                }));
        try {
            for (int i = 0; i < 20; i++) {
                Thread sleeper = start(s, () -> Thread.sleep(1));
                Thread starter = start(s, () -> start(s, Thread::yield).join());
                join(List.of(sleeper, starter));
            }
        } finally {
            over.set(true);
        }
        join(pair);
    }

    private static final CountDownLatch MAY_GO_ON = new CountDownLatch(1);

    /** Waiting for a class initializer keeps the carrier, whatever the JDK does. */
    private static final class Slow {
        static {
            try {
                MAY_GO_ON.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        static void use() {}
    }

    @Test
    void thoseThatBlockTheirCarrierHoldUpNobody() {
        GoScheduler s = new GoScheduler(2);
        List<Thread> blocked = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            blocked.add(start(s, Slow::use));
        }
        try {
            for (int i = 0; i < 20; i++) {
                join(List.of(start(s, () -> Thread.sleep(1)), start(s, Thread::yield)));
            }
        } finally {
            MAY_GO_ON.countDown();
        }
        join(blocked);
        Goroutines.awaitUntil(() -> s.carriers() == 2); // those that are no longer needed end
    }

    /** Goroutines that start others and never wait: the new ones run, and so do those from outside. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFloodOfStartsHoldsUpNobody(int processors) {
        GoScheduler s = new GoScheduler(processors);
        AtomicInteger started = new AtomicInteger();
        AtomicInteger ran = new AtomicInteger();
        List<Thread> floods = new ArrayList<>();
        for (int i = 0; i < processors; i++) {
            floods.add(start(s, () -> {
                while (!over.get()) {
                    if (started.get() - ran.get() < 100_000) { // the heap is not without end
                        started.incrementAndGet();
                        start(s, ran::incrementAndGet);
                    }
                }
            }));
        }
        try {
            everythingGoesOn(s);
        } finally {
            over.set(true);
        }
        join(floods);
        Goroutines.awaitUntil(() -> ran.get() == started.get());
    }

    @Test
    void aHundredThousandSleepersHoldUpNobody() {
        GoScheduler s = new GoScheduler(1);
        List<Thread> sleepers = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            int me = i;
            sleepers.add(start(s, () -> {
                while (!over.get()) {
                    Thread.sleep(1 + me % 100);
                }
            }));
        }
        try {
            everythingGoesOn(s);
        } finally {
            over.set(true);
        }
        join(sleepers);
    }

    /** Goroutines that do nothing but yield: each has its turn, also those that wake up from outside. */
    @Test
    void aThousandThatYieldHoldUpNobody() {
        GoScheduler s = new GoScheduler(1);
        List<Thread> restless = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            restless.add(start(s, () -> {
                while (!over.get()) {
                    Thread.yield();
                }
            }));
        }
        try {
            everythingGoesOn(s);
        } finally {
            over.set(true);
        }
        join(restless);
    }

    /** A goroutine that blocks its carrier wakes up again and again; carriers return to the number of processors. */
    @Test
    void carriersReturnToTheNumberOfProcessors() {
        GoScheduler s = new GoScheduler(2);
        Object monitor = new Object();
        List<Thread> hogs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            hogs.add(start(s, () -> {
                while (!over.get()) {
                    synchronized (monitor) {
                        monitor.hashCode();
                    }
                }
            }));
        }
        everythingGoesOn(s);
        over.set(true);
        join(hogs);
        Goroutines.awaitUntil(() -> s.carriers() <= 2);
        everythingGoesOn(s);
    }
}
