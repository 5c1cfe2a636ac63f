package dev.weft.modelcheck;

import static dev.weft.modelcheck.Effort.explore;
import static dev.weft.modelcheck.Program.check;
import static dev.weft.modelcheck.Program.together;
import static dev.weft.modelcheck.Program.togetherInterruptingTheFirst;

import dev.weft.sync.WaitGroup;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A goroutine that waits for a group goes on when the counter is zero, and not before. */
class BlockingWaitGroupTest {
    private static WaitGroup group;
    private static WaitGroup next;
    private static int done;

    private static void make(int count) {
        group = new WaitGroup();
        group.add(count);
        next = new WaitGroup();
        next.add(1);
        done = 0;
    }

    @Test
    void twoWaitForOne() {
        explore(() -> {
            make(1);
            together(() -> awaitDone(1), () -> awaitDone(1), () -> {
                done++;
                group.done();
            });
        });
    }

    @Test
    void oneWaitsForTwo() {
        explore(() -> {
            make(2);
            together(() -> awaitDone(1), () -> {
                done = 1;
                group.done();
            }, () -> group.done());
        });
    }

    private static void awaitDone(int expected) throws InterruptedException {
        group.await();
        check(done == expected, "all is done");
    }

    /**
     * The second round begins as soon as the first round's only waiter is back; its counter must not be mistaken for
     * the first one's.
     */
    @Test
    void isUsedAgain() {
        explore(() -> {
            make(1);
            together(
                    () -> {
                        awaitDone(1);
                        group.add(1);
                        next.done();
                        awaitDone(2);
                    },
                    () -> {
                        done = 1;
                        group.done();
                        next.await();
                        done = 2;
                        group.done();
                    });
        });
    }

    @Test
    void anInterruptedOneGivesUpAlone() {
        explore(() -> {
            make(1);
            togetherInterruptingTheFirst(
                    () -> {
                        try {
                            group.await();
                            check(done == 1, "all is done");
                        } catch (InterruptedException e) {
                            // the others go on waiting
                        }
                    },
                    () -> awaitDone(1),
                    () -> {
                        done = 1;
                        group.done();
                    });
        });
    }

    @Test
    void oneWithATimeOutGivesUpAlone() {
        explore(() -> {
            make(1);
            together(
                    () -> {
                        if (group.await(Duration.ofNanos(1))) {
                            check(done == 1, "all is done");
                        }
                    },
                    () -> awaitDone(1),
                    () -> {
                        done = 1;
                        group.done();
                    });
        });
    }
}
