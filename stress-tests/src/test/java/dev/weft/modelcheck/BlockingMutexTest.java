package dev.weft.modelcheck;

import static dev.weft.modelcheck.Effort.explore;
import static dev.weft.modelcheck.Program.check;
import static dev.weft.modelcheck.Program.together;
import static dev.weft.modelcheck.Program.togetherInterruptingTheFirst;

import dev.weft.internal.time.RealClock;
import dev.weft.sync.Mutex;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A mutex with waiters: it excludes, and no waiter is forgotten, even if others give up. */
class BlockingMutexTest {
    /** A waiter starves if it has waited for this long and still fails to get the mutex. */
    private static final long LONG_TIME = 2_000_000;

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
            mutex.lock();
            together(() -> lockAndUse(), () -> {
                RealClock.pass(LONG_TIME);
                mutex.unlock();
                lockAndUse();
                lockAndUse();
            });
            check(count == 3 && mutex.tryLock(), "all had their turn, and the mutex is free");
        });
    }

    /** The third thread comes after the time has passed: if it is handed the lock, it has not waited for long. */
    @Test
    void starvationModeEndsWithOneWhoHasNotWaitedLong() {
        explore(() -> {
            make();
            mutex.lock();
            together(
                    () -> lockAndUse(),
                    () -> {
                        RealClock.pass(LONG_TIME);
                        mutex.unlock();
                        lockAndUse();
                        lockAndUse();
                    },
                    () -> lockAndUse());
            check(count == 4 && mutex.tryLock(), "all had their turn, and the mutex is free");
        });
    }

    @Test
    void anInterruptedOneHasTheLockOrNot() {
        explore(() -> {
            make();
            mutex.lock();
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
                    () -> {
                        use();
                        mutex.unlock();
                    });
            check(count >= 2 && mutex.tryLock(), "the others had their turn, and the mutex is free");
        });
    }

    @Test
    void oneWithATimeOutHasTheLockOrNot() {
        explore(() -> {
            make();
            mutex.lock();
            together(
                    () -> {
                        if (mutex.tryLock(1, TimeUnit.NANOSECONDS)) {
                            use();
                            mutex.unlock();
                        }
                    },
                    () -> lockAndUse(),
                    () -> {
                        use();
                        mutex.unlock();
                    });
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
