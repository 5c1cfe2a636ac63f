package dev.weft.modelcheck;

import static dev.weft.modelcheck.Effort.explore;
import static dev.weft.modelcheck.Program.check;
import static dev.weft.modelcheck.Program.together;
import static dev.weft.modelcheck.Program.togetherInterruptingTheFirst;

import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Signals: no waiter misses a signal, and no signal is spent on a waiter that gives up. */
class BlockingCondTest {
    private static Cond cond;
    private static int tokens;
    private static int taken;

    private static void make() {
        cond = new Cond(new Mutex());
        tokens = 0;
        taken = 0;
    }

    private static void take() throws InterruptedException {
        cond.L.lock();
        try {
            while (tokens == 0) {
                cond.await();
            }
            tokens--;
            taken++;
        } finally {
            cond.L.unlock();
        }
    }

    private static void give() {
        cond.L.lock();
        tokens++;
        cond.L.unlock();
        cond.signal();
    }

    @Test
    void aSignalWakesOne() {
        explore(() -> {
            make();
            together(() -> take(), () -> take(), () -> {
                give();
                give();
            });
            check(taken == 2, "each had its signal");
        });
    }

    @Test
    void aBroadcastWakesAll() {
        explore(() -> {
            make();
            together(() -> take(), () -> take(), () -> {
                cond.L.lock();
                tokens = 2;
                cond.broadcast();
                cond.L.unlock();
            });
            check(taken == 2, "both were woken");
        });
    }

    /** If the signal were spent on the interrupted waiter, the other would wait forever. */
    @Test
    void anInterruptedOneTakesNoSignal() {
        explore(() -> {
            make();
            togetherInterruptingTheFirst(
                    () -> {
                        try {
                            take();
                        } catch (InterruptedException e) {
                            return;
                        }
                        give();
                    },
                    () -> take(),
                    () -> give());
            check(taken >= 1 && tokens <= 1, "the other had a signal");
        });
    }

    @Test
    void oneWhoseTimeIsOverTakesNoSignal() {
        explore(() -> {
            make();
            together(
                    () -> {
                        cond.L.lock();
                        boolean signalled = cond.await(Duration.ofNanos(1));
                        cond.L.unlock();
                        if (signalled) {
                            cond.signal(); // for the other one
                        }
                    },
                    () -> take(),
                    () -> give());
            check(taken == 1 && tokens == 0, "the other had a signal");
        });
    }
}
