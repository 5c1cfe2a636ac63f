package dev.weft.modelcheck;

import dev.weft.sync.Mutex;
import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * The operations of a {@link Mutex} that never wait, or not for long, are linearizable, and so is the data it guards.
 */
class LinearizableMutexTest {
    @Test
    void withoutWaiting() {
        Effort.checkModel(Operations.class, Model.class);
    }

    @Test
    void withoutWaitingOnRealThreads() {
        Effort.checkStress(Operations.class, Model.class);
    }

    @Test
    void whatItGuards() {
        Effort.checkModel(Guarded.class, ModelOfGuarded.class);
    }

    public static class Operations {
        private final Mutex mutex = new Mutex();

        @Operation
        public boolean tryLock() {
            return mutex.tryLock();
        }

        @Operation
        public boolean tryLockInTime() throws InterruptedException {
            return mutex.tryLock(1, TimeUnit.NANOSECONDS);
        }

        @Operation
        public void unlock() {
            mutex.unlock();
        }
    }

    /** A mutex whose operations run one after the other. */
    public static class Model {
        private boolean locked;

        public boolean tryLock() {
            boolean free = !locked;
            locked = true;
            return free;
        }

        public boolean tryLockInTime() {
            return tryLock();
        }

        public void unlock() {
            if (!locked) {
                throw new IllegalMonitorStateException("sync: unlock of unlocked mutex");
            }
            locked = false;
        }
    }

    /** Two numbers that belong together. */
    public static class Guarded {
        private final Mutex mutex = new Mutex();
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
        public String read() throws InterruptedException {
            mutex.lockInterruptibly();
            try {
                return number + ", " + twice;
            } finally {
                mutex.unlock();
            }
        }
    }

    /** The same two numbers, without a lock. */
    public static class ModelOfGuarded {
        private int number;

        public int increment() {
            return ++number;
        }

        public String read() {
            return number + ", " + 2 * number;
        }
    }
}
