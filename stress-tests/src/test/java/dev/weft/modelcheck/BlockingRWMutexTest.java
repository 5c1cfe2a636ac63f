package dev.weft.modelcheck;

import static dev.weft.modelcheck.Effort.explore;
import static dev.weft.modelcheck.Program.check;
import static dev.weft.modelcheck.Program.together;
import static dev.weft.modelcheck.Program.togetherInterruptingTheFirst;

import dev.weft.sync.RWMutex;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Readers and writers that wait for each other: writers are alone, and no waiter is forgotten, even if others give up.
 */
class BlockingRWMutexTest {
    private static RWMutex mutex;
    private static int number;
    private static int twice;

    private static void make() {
        mutex = new RWMutex();
        number = 0;
        twice = 0;
    }

    private static void write() {
        mutex.lock();
        change();
        mutex.unlock();
    }

    private static void change() {
        int before = number;
        number = before + 1;
        twice = 2 * before + 2;
    }

    private static void read() {
        mutex.rLock();
        look();
        mutex.rUnlock();
    }

    private static void look() {
        int once = number;
        check(twice == 2 * once, "no writer is there");
    }

    private static void checkFree(int writes) {
        check(number == writes && twice == 2 * writes, "all writers had their turn");
        check(mutex.tryLock(), "nobody holds it");
    }

    @Test
    void aReaderAndAWriter() {
        explore(() -> {
            make();
            together(() -> write(), () -> {
                read();
                read();
            });
            checkFree(1);
        });
    }

    @Test
    void twoReadersAndAWriter() {
        explore(() -> {
            make();
            together(() -> write(), () -> read(), () -> read());
            checkFree(1);
        });
    }

    @Test
    void aReaderAndTwoWriters() {
        explore(() -> {
            make();
            together(() -> write(), () -> write(), () -> read());
            checkFree(2);
        });
    }

    @Test
    void aWriterThatIsInterruptedLetsTheReadersIn() {
        explore(() -> {
            make();
            mutex.rLock();
            togetherInterruptingTheFirst(
                    () -> {
                        try {
                            mutex.writeLock().lockInterruptibly();
                        } catch (InterruptedException e) {
                            return;
                        }
                        change();
                        mutex.unlock();
                    },
                    () -> read(),
                    () -> {
                        look();
                        mutex.rUnlock();
                    });
            checkFree(number);
        });
    }

    @Test
    void aWriterWithATimeOutLetsTheReadersIn() {
        explore(() -> {
            make();
            mutex.rLock();
            together(
                    () -> {
                        if (mutex.writeLock().tryLock(1, TimeUnit.NANOSECONDS)) {
                            change();
                            mutex.unlock();
                        }
                    },
                    () -> read(),
                    () -> {
                        look();
                        mutex.rUnlock();
                    });
            checkFree(number);
        });
    }

    @Test
    void aReaderThatGivesUpHoldsNothing() {
        explore(() -> {
            make();
            together(
                    () -> {
                        if (mutex.rLocker().tryLock(1, TimeUnit.NANOSECONDS)) {
                            look();
                            mutex.rUnlock();
                        }
                    },
                    () -> write(),
                    () -> read());
            checkFree(1);
        });
    }

    @Test
    void aWaitingWriterKeepsNewReadersOut() {
        explore(() -> {
            make();
            mutex.rLock();
            together(() -> write(), () -> {
                boolean writerWaits = mutex.toString().contains("Writer waits");
                boolean admitted = mutex.tryRLock();
                check(!(writerWaits && admitted), "no reader passes the writer");
                if (admitted) {
                    mutex.rUnlock();
                }
                mutex.rUnlock();
            });
            checkFree(1);
        });
    }
}
