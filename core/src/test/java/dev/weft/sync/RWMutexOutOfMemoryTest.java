package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.time.MonotonicClock;
import dev.weft.support.FullHeap;
import dev.weft.support.SmallVm;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Writers that have no memory to wait with, and poll. */
@ExtendWith(SmallVm.class)
class RWMutexOutOfMemoryTest {
    private static final int ROUNDS = 40;
    private static final long MOMENT_NANOS = 5_000_000;

    private volatile boolean begins;

    /**
     * A thread unlocks in place of a writer that has the lock and does not know it yet, as it naps. Before it wakes, the
     * next writer waits.
     */
    @Test
    void aWriterThatHasLeftIsNotTakenForTheNext() throws Exception {
        round(false); // Java needs memory for what is run for the first time
        for (int i = 0; i < ROUNDS; i++) {
            round(true);
        }
    }

    private void round(boolean full) throws Exception {
        RWMutex rw = new RWMutex();
        rw.rLock();
        begins = false;
        Thread writer = Thread.ofPlatform().daemon().start(() -> {
            while (!begins) {
                Thread.onSpinWait();
            }
            rw.lock();
        });
        if (full) {
            FullHeap.fill();
        }
        begins = true;
        while (rw.tryRLock()) {
            rw.rUnlock();
        }
        while (LockSupport.getBlocker(writer) == null) {
            Thread.onSpinWait();
        }
        rw.rUnlock();
        rw.unlock();
        rw.rLock();
        boolean beside = rw.tryLockForWriting(MonotonicClock.nanoTime() + MOMENT_NANOS);
        FullHeap.empty();
        assertThat(beside).as("a writer beside a reader").isFalse();
        writer.join();
        rw.rUnlock();
        assertThat(rw.tryLock()).isTrue();
    }
}
