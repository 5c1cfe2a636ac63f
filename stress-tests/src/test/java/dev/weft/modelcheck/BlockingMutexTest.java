package dev.weft.modelcheck;

import static dev.weft.modelcheck.Effort.explore;
import static dev.weft.modelcheck.Program.check;
import static dev.weft.modelcheck.Program.together;
import static dev.weft.modelcheck.Program.togetherInterruptingTheFirst;

import dev.weft.internal.MonotonicClock;
import dev.weft.sync.Mutex;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A mutex that is waited for: it excludes, and no waiter is forgotten, whoever gives up. */
class BlockingMutexTest {
    /** With this at each look at the clock, a waiter that has its turn for the second time in vain has starved. */
    private static final long MOST_OF_A_MILLISECOND = 600_000;

    private static Mutex mutex;
    private static int count;
    private static boolean inside;
    private static boolean locked;

    private static void make() {
        mutex = new Mutex();
        count = 0;
        inside = false;
        locked = false;
    }

    private static void use() {
        check(!inside, "nobody else is inside");
        inside = true;
        count++;
        inside = false;
    }

    private static void lockAndUse() {
        mutex.lock();
        use();
        mutex.unlock();
    }

    @Test
    void twoTakeTurns() {
        explore(() -> {
            make();
            together(
                    () -> {
                        lockAndUse();
                        lockAndUse();
                    },
                    () -> lockAndUse());
            check(count == 3, "all had their turn");
        });
    }

    @Test
    void threeTakeTurns() {
        explore(() -> {
            make();
            together(() -> lockAndUse(), () -> lockAndUse(), () -> lockAndUse());
            check(count == 3, "all had their turn");
        });
    }

    @Test
    void aStarvingOneIsHandedTheLock() {
        explore(() -> {
            make();
            MonotonicClock.passAtEachLook(2 * MOST_OF_A_MILLISECOND);
            mutex.lock();
            together(() -> lockAndUse(), () -> {
                mutex.unlock();
                lockAndUse();
                lockAndUse();
            });
            check(count == 3 && mutex.tryLock(), "all had their turn, and the mutex is free");
        });
    }

    @Test
    void starvationModeEndsWithOneWhoHasNotWaitedLong() {
        explore(() -> {
            make();
            MonotonicClock.passAtEachLook(MOST_OF_A_MILLISECOND);
            mutex.lock();
            together(() -> lockAndUse(), () -> lockAndUse(), () -> {
                mutex.unlock();
                lockAndUse();
                lockAndUse();
            });
            check(count == 4 && mutex.tryLock(), "all had their turn, and the mutex is free");
        });
    }

    @Test
    void anInterruptedOneHasTheLockOrNot() {
        explore(() -> {
            make();
            togetherInterruptingTheFirst(
                    () -> {
                        try {
                            mutex.lockInterruptibly();
                        } catch (InterruptedException e) {
                            return;
                        }
                        use();
                        mutex.unlock();
                    },
                    () -> lockAndUse(),
                    () -> lockAndUse());
            check(count >= 2 && mutex.tryLock(), "the others had their turn, and the mutex is free");
        });
    }

    @Test
    void oneWithATimeOutHasTheLockOrNot() {
        explore(() -> {
            make();
            together(
                    () -> {
                        if (mutex.tryLock(1, TimeUnit.NANOSECONDS)) {
                            use();
                            mutex.unlock();
                        }
                    },
                    () -> lockAndUse(),
                    () -> lockAndUse());
            check(count >= 2 && mutex.tryLock(), "the others had their turn, and the mutex is free");
        });
    }

    @Test
    void anInterruptDoesNotEndLock() {
        explore(() -> {
            make();
            mutex.lock();
            togetherInterruptingTheFirst(
                    () -> {
                        lockAndUse();
                        locked = true;
                    },
                    () -> {
                        use();
                        mutex.unlock();
                    });
            check(locked && count == 2, "both had their turn");
        });
    }
}
