package dev.weft.conformance.beyond;

import static dev.weft.support.Goroutines.awaitParked;
import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Call;
import dev.weft.Go;
import dev.weft.sync.Once;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * A function that ends up waiting for itself: Go says that this deadlocks, and has no test for it. (The test of doOnce
 * within doOnce is among the other tests of Once.)
 *
 * <p>Nothing can free the threads, so the tests leave them behind, parked: virtual threads that no longer do anything.
 */
class OnceRecursionTest {
    private static final String PARKED = "sync.Mutex.Lock";

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger returns = new AtomicInteger();

    private Thread leftBehind(Runnable task) {
        return Go.go(() -> {
            task.run();
            returns.incrementAndGet();
        });
    }

    @Test
    void anInterruptDoesNotFreeIt() {
        Once once = new Once();
        Thread t = leftBehind(() -> once.doOnce(() -> {
            runs.incrementAndGet();
            once.doOnce(runs::incrementAndGet);
        }));
        awaitParked(t, PARKED);
        for (int i = 0; i < 3; i++) {
            t.interrupt();
            awaitUntil(() -> !t.isInterrupted()); // it has cleared the flag, to be able to park
            awaitParked(t, PARKED);
        }
        Thread other = leftBehind(() -> once.doOnce(runs::incrementAndGet));
        awaitParked(other, PARKED); // a return would mean that the function has ended
        assertThat(runs.get()).isEqualTo(1);
        assertThat(returns.get()).isZero();
    }

    @Test
    void aValueThatNeedsItselfIsNeverThere() {
        class Recursive {
            final Call<Integer, RuntimeException> value = Once.value(this::compute);

            int compute() {
                runs.incrementAndGet();
                return value.call() + 1;
            }
        }

        Recursive recursive = new Recursive();
        Thread t = leftBehind(recursive.value::call);
        awaitParked(t, PARKED);
        Thread other = leftBehind(recursive.value::call);
        awaitParked(other, PARKED);
        assertThat(runs.get()).isEqualTo(1);
        assertThat(returns.get()).isZero();
    }

    /** Two functions that need each other, started at the same time from both ends. */
    @Test
    void twoThatNeedEachOtherWaitForEachOther() {
        Once a = new Once();
        Once b = new Once();
        CountDownLatch bothBegun = new CountDownLatch(2);
        Thread first = leftBehind(() -> a.doOnce(() -> {
            meet(bothBegun);
            b.doOnce(runs::incrementAndGet);
        }));
        Thread second = leftBehind(() -> b.doOnce(() -> {
            meet(bothBegun);
            a.doOnce(runs::incrementAndGet);
        }));
        awaitParked(first, PARKED);
        awaitParked(second, PARKED);
        assertThat(runs.get()).isZero();
        assertThat(returns.get()).isZero();
    }

    private static void meet(CountDownLatch latch) {
        latch.countDown();
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
