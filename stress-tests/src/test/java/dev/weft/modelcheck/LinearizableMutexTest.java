package dev.weft.modelcheck;

import dev.weft.sync.Mutex;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/** The operations of a {@link Mutex} that never wait are linearizable. */
public class LinearizableMutexTest {
    private final Mutex mutex = new Mutex();

    @Operation
    public boolean tryLock() {
        return mutex.tryLock();
    }

    @Operation
    public void unlock() {
        mutex.unlock();
    }

    @Test
    void isLinearizable() {
        new ModelCheckingOptions()
                .iterations(20)
                .invocationsPerIteration(500)
                .sequentialSpecification(Model.class)
                .check(LinearizableMutexTest.class);
    }

    /** What a mutex is, one operation after the other. */
    public static class Model {
        private boolean locked;

        public boolean tryLock() {
            boolean free = !locked;
            locked = true;
            return free;
        }

        public void unlock() {
            if (!locked) {
                throw new IllegalMonitorStateException("sync: unlock of unlocked mutex");
            }
            locked = false;
        }
    }
}
