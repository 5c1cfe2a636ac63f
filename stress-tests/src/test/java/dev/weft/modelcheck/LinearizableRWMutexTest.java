package dev.weft.modelcheck;

import dev.weft.sync.RWMutex;
import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * The operations of an {@link RWMutex} that never wait, or not for long, are linearizable, and so is the data it
 * guards.
 */
class LinearizableRWMutexTest {
    @Test
    void withoutWaiting() {
        Effort.checkModel(Operations.class, Model.class);
    }

    @Test
    void whatItGuards() {
        Effort.checkModel(Guarded.class, LinearizableMutexTest.ModelOfGuarded.class);
    }

    /**
     * There is only one writer: as in Go, tryLock may fail while another one is leaving. And the writer has no
     * time-out: while it waited, it would keep readers out, which would then fail although in the end nothing happened.
     */
    public static class Operations {
        private final RWMutex mutex = new RWMutex();

        @Operation(nonParallelGroup = "writer")
        public boolean tryLock() {
            return mutex.tryLock();
        }

        @Operation(nonParallelGroup = "writer")
        public void unlock() {
            mutex.unlock();
        }

        @Operation
        public boolean tryRLock() {
            return mutex.tryRLock();
        }

        @Operation
        public boolean tryRLockInTime() throws InterruptedException {
            return mutex.rLocker().tryLock(1, TimeUnit.NANOSECONDS);
        }

        @Operation
        public void rUnlock() {
            mutex.rUnlock();
        }
    }

    /** An RWMutex whose operations run one after the other. */
    public static class Model {
        private boolean writer;
        private int readers;

        public boolean tryLock() {
            boolean free = !writer && readers == 0;
            writer |= free;
            return free;
        }

        public void unlock() {
            if (!writer) {
                throw new IllegalMonitorStateException("sync: Unlock of unlocked RWMutex");
            }
            writer = false;
        }

        public boolean tryRLock() {
            readers += writer ? 0 : 1;
            return !writer;
        }

        public boolean tryRLockInTime() {
            return tryRLock();
        }

        public void rUnlock() {
            if (readers == 0) {
                throw new IllegalMonitorStateException("sync: RUnlock of unlocked RWMutex");
            }
            readers--;
        }
    }

    /** Two numbers that belong together. */
    public static class Guarded {
        private final RWMutex mutex = new RWMutex();
        private int number;
        private int twice;

        @Operation
        public int increment() {
            mutex.lock();
            try {
                number++;
                twice += 2;
                return number;
            } finally {
                mutex.unlock();
            }
        }

        @Operation
        public String read() {
            mutex.rLock();
            try {
                return number + ", " + twice;
            } finally {
                mutex.rUnlock();
            }
        }
    }
}
