package dev.weft.internal.wait;

import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Go;
import dev.weft.support.FullHeap;
import dev.weft.support.Goroutines;
import dev.weft.support.SmallVm;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A goroutine naps while there is no memory, or just too little, and wakes up. At each point there is a little more than
 * at the one before.
 */
@ExtendWith(SmallVm.class)
class NapOutOfMemoryTest {
    private static final int POINTS = 128;

    /** How much more memory each point leaves than the one before, in bytes: first hardly any, and then up to plenty. */
    private static final int FINE = 32;

    private static final int COARSE = 200;

    private static final long PATIENCE = Goroutines.LONG.toNanos() / 4;

    private volatile boolean ready;

    /** How many naps have been asked for, and taken. */
    private volatile int asked;

    private volatile int taken;

    @Test
    void whoTakesTheFirstNapWakesUp() {
        napAtEachPoint();
    }

    @Test
    void whoTakesAnotherNapWakesUp() throws Exception {
        Thread first = Go.go(() -> Nap.take(Nap.FIRST));
        first.join();
        napAtEachPoint();
    }

    private void napAtEachPoint() {
        Nap.take(0);
        Go.go(() -> {
            for (ready = true;;) {
                while (asked == taken) {
                    Thread.onSpinWait();
                }
                Nap.take(Nap.FIRST);
                taken = asked;
            }
        });
        awaitUntil(() -> ready);
        awaitTaken();
        for (int i = 0; i < POINTS; i++) {
            FullHeap.fillBut(i * (i < POINTS / 2 ? FINE : COARSE));
            asked = i + 1;
            awaitTaken();
            FullHeap.emptyRest();
        }
        FullHeap.empty();
    }

    /** Waits without allocating. */
    private void awaitTaken() {
        long start = System.nanoTime();
        while (taken < asked) {
            if (System.nanoTime() - start > PATIENCE) {
                FullHeap.empty();
                assertThat(taken).as("naps taken").isEqualTo(asked);
            }
            LockSupport.parkNanos(100_000);
        }
    }
}
