package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.support.Goroutines;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedulers of their own, with {@code java.lang} opened; see the executions of surefire. */
class GoSchedulerTest {
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void whatIsStartedRunsOnceFromWhereverItIsStarted(int processors) {
        GoScheduler s = new GoScheduler(processors);
        AtomicInteger runs = new AtomicInteger();
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 200; i++) {
            threads.add(start(s, () -> {
                for (int k = 0; k < 50; k++) {
                    threads.add(start(s, runs::incrementAndGet));
                }
            }));
        }
        for (int i = 0; i < threads.size(); i++) {
            g.join(threads.get(i));
        }
        crew.check();
        assertThat(runs).hasValue(10_000);
    }

    /** By hand: with a clock and a monitor, the queue may always have its turn first. */
    @Test
    void whatARunningGoroutineReadiesLastRunsFirst() {
        GoScheduler s = new GoScheduler(1);
        Processor p = s.processors[0];
        s.idle.remove(p); // so that nobody is woken for it
        Carrier c = new Carrier(s, p, "never started");
        Runnable first = () -> {};
        Runnable second = () -> {};
        Runnable third = () -> {};
        s.ready(c, p, first);
        s.ready(c, p, second);
        s.ready(c, p, third);
        assertThat(p.poll()).isSameAs(third);
        assertThat(p.poll()).isSameAs(first);
        assertThat(p.poll()).isSameAs(second);
        assertThat(p.poll()).isNull();
    }

    /** Programs that do at random whatever makes a goroutine runnable. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void nothingIsLostInRandomPrograms(int processors) throws Exception {
        GoScheduler s = new GoScheduler(processors);
        int goroutines = 40;
        Thread[] threads = new Thread[goroutines];
        Semaphore[] permits = IntStream.range(0, goroutines).mapToObj(i -> new Semaphore(0)).toArray(Semaphore[]::new);
        AtomicLong steps = new AtomicLong();
        AtomicInteger short_ = new AtomicInteger();
        for (int i = 0; i < goroutines; i++) {
            int me = i;
            threads[i] = crew.unstarted(s, () -> {
                Random random = new Random(1000L * processors + me);
                for (int k = 0; k < 1000; k++) {
                    steps.incrementAndGet();
                    switch (random.nextInt(9)) {
                        case 0 -> Thread.yield();
                        case 1 -> Thread.sleep(0, random.nextInt(200_000));
                        case 2 -> start(s, short_::incrementAndGet).join();
                        case 3 -> Thread.ofVirtual().start(() -> permits[random.nextInt(goroutines)].release());
                        case 4 -> LockSupport.unpark(threads[random.nextInt(goroutines)]);
                        case 5 -> LockSupport.parkNanos(random.nextInt(100_000));
                        case 6 -> {
                            if (random.nextInt(100) == 0) {
                                computeUntilARetake(s);
                            }
                        }
                        default -> { // hand a permit on, and wait for one
                            permits[(me + 1) % goroutines].release();
                            permits[me].acquire();
                        }
                    }
                }
                permits[(me + 1) % goroutines].release(1_000_000);
            });
        }
        for (Thread t : threads) {
            t.start();
        }
        Thread helper = Thread.ofPlatform().start(() -> { // those that wait for one that has ended
            while (!over.get()) {
                for (Semaphore p : permits) {
                    p.release();
                }
                LockSupport.parkNanos(1_000_000);
            }
        });
        join(List.of(threads));
        over.set(true);
        helper.join();
        assertThat(steps).hasValue(1000L * goroutines);
    }

    /** Afterwards, it probably runs without a processor. */
    private static void computeUntilARetake(GoScheduler s) {
        long before = s.counters.retakes.get();
        long end = System.nanoTime() + 3 * Monitor.SLICE_NANOS; // there may be nothing else to run
        while (s.counters.retakes.get() == before && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aRunnableThatThrowsEndsNoCarrier() throws Exception {
        GoScheduler s = new GoScheduler(1);
        join(List.of(start(s, Thread::yield)));
        int carriers = s.carriers();
        CountDownLatch thrown = new CountDownLatch(3);
        Thread carrier = s.processors[0].carrier();
        carrier.setUncaughtExceptionHandler((t, e) -> thrown.countDown());
        for (int i = 0; i < 3; i++) {
            s.execute(() -> {
                throw new StackOverflowError("thrown by a test");
            });
        }
        thrown.await();
        join(List.of(start(s, Thread::yield)));
        assertThat(s.processors[0].carrier()).isSameAs(carrier);
        assertThat(s.carriers()).isEqualTo(carriers);
    }

    @Test
    void aHandlerThatThrowsEndsNoCarrierEither() throws Exception {
        GoScheduler s = new GoScheduler(1);
        join(List.of(start(s, Thread::yield)));
        Thread carrier = s.processors[0].carrier();
        CountDownLatch handled = new CountDownLatch(1);
        carrier.setUncaughtExceptionHandler((t, e) -> {
            handled.countDown();
            throw new IllegalStateException("thrown by a test");
        });
        s.execute(() -> {
            throw new IllegalStateException("thrown by a test");
        });
        handled.await();
        join(List.of(start(s, () -> assertThat(Loom.currentCarrier()).isSameAs(carrier))));
    }

    @Test
    void carriersAreDaemonsWithoutAClassLoader() {
        GoScheduler s = new GoScheduler(1);
        join(List.of(start(s, () -> assertThat(Loom.currentCarrier()).isInstanceOf(Carrier.class))));
        Carrier c = s.processors[0].carrier();
        assertThat(c.isDaemon()).isTrue();
        assertThat(c.getContextClassLoader()).isNull();
        assertThat(c.getName()).startsWith("weft-carrier-");
    }

    @Test
    void aGoroutineKnowsThatItRunsHere() throws Exception {
        GoScheduler s = new GoScheduler(1);
        join(List.of(start(s, () -> assertThat(GoScheduler.runsCurrentThread()).isTrue())));
        assertThat(GoScheduler.runsCurrentThread()).isFalse();
        Thread stock = Thread.ofVirtual().start(() -> {
            if (GoScheduler.runsCurrentThread()) {
                throw new AssertionError("not a goroutine of ours");
            }
        });
        join(List.of(stock));
    }

    @Test
    void whenAllIsDoneCarriersSleep() {
        GoScheduler s = new GoScheduler(2);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            threads.add(start(s, Thread::yield));
        }
        join(threads);
        Goroutines.awaitUntil(() -> s.idle.count() == 2);
        Goroutines.awaitUntil(() -> s.processors[0].carrier() == null
                || s.processors[0].carrier().getState() == Thread.State.WAITING);
        assertThat(s.beginSearch()).as("nobody searches").isTrue();
    }
}
