package dev.weft.modelcheck;

import static dev.weft.modelcheck.Program.check;
import static dev.weft.modelcheck.Program.together;

import dev.weft.internal.scheduler.StillScheduler;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is made runnable on Weft's own scheduler is not forgotten: the steps of carriers, of the monitor and of threads
 * from outside, interleaved; see the overview of {@code GoScheduler}. Afterwards nothing may be where no carrier would
 * come to it, and a search that has begun has a carrier that will end it.
 */
class NothingForgottenTest {
    private static StillScheduler scheduler;
    private static int taken;
    private static boolean retaken;

    private static void withProcessors(int processors, Runnable program) {
        List<StillScheduler> used = Effort.exploreWith(() -> new StillScheduler(processors), s -> {
            scheduler = s;
            taken = 0;
            retaken = false;
            program.run();
        });
        check(used.size() > 1, "it was explored");
    }

    private static void checkNothingIsForgotten() {
        check(scheduler.forgotten().isEmpty(), "a carrier comes to everything");
    }

    @Test
    void theLastCarrierFallsAsleep() {
        withProcessors(1, () -> {
            together(() -> scheduler.submits(1), () -> scheduler.becomesIdle(0));
            checkNothingIsForgotten();
        });
    }

    @Test
    void theLastOneThatSearchesGivesUp() {
        withProcessors(2, () -> {
            scheduler.becomesIdle(1);
            scheduler.beginsSearch(0);
            together(() -> scheduler.submits(1), () -> scheduler.becomesIdle(0));
            checkNothingIsForgotten();
        });
    }

    @Test
    void twoThreadsWakeOneCarrier() {
        withProcessors(2, () -> {
            scheduler.becomesIdle(0);
            scheduler.becomesIdle(1);
            together(() -> scheduler.submits(1), () -> scheduler.submits(2));
            check(scheduler.wakes() == 1 && scheduler.isSearching(), "one is woken, and searches");
            checkNothingIsForgotten();
        });
    }

    @Test
    void twoCarriersFallAsleep() {
        withProcessors(2, () -> {
            together(() -> scheduler.submits(1), () -> scheduler.becomesIdle(0), () -> scheduler.becomesIdle(1));
            checkNothingIsForgotten();
        });
    }

    /** The spare takes what is there, and falls asleep, wherever the goroutine is that makes something runnable. */
    @Test
    void aProcessorIsTakenWhileItsGoroutineReadiesOthers() {
        withProcessors(1, () -> {
            together(
                    () -> {
                        scheduler.readies(0, 1);
                        scheduler.readies(0, 2);
                    },
                    NothingForgottenTest::spareTakesOver);
            checkNothingIsForgotten();
            check(taken + scheduler.drain().size() == 2, "each is there once");
        });
    }

    /** With one it cannot happen that the second one wakes the carrier that the first one would have waited for. */
    @Test
    void aProcessorIsTakenWhileItsGoroutineReadiesAnother() {
        withProcessors(1, () -> {
            together(() -> scheduler.readies(0, 1), NothingForgottenTest::spareTakesOver);
            checkNothingIsForgotten();
            check(taken + scheduler.drain().size() == 1, "it is there once");
        });
    }

    /** Those from outside wake nobody while it searches; but its search ends without a processor. */
    @Test
    void aProcessorIsTakenWhileItsCarrierSearches() {
        withProcessors(1, () -> {
            scheduler.beginsSearch(0);
            together(
                    () -> scheduler.findsNothing(0),
                    () -> {
                        spareTakesOver();
                        scheduler.submits(1);
                    });
            checkNothingIsForgotten();
            check(taken + scheduler.drain().size() == 1, "it is there once");
        });
    }

    @Test
    void aProcessorIsTakenWhileItsGoroutineYields() {
        withProcessors(1, () -> {
            together(() -> scheduler.yields(0, 1), NothingForgottenTest::spareTakesOver);
            checkNothingIsForgotten();
            check(taken + scheduler.drain().size() == 1, "it is there once");
        });
    }

    private static void spareTakesOver() {
        scheduler.retakes(0);
        while (scheduler.takes(1) != 0) {
            taken++;
        }
        scheduler.becomesIdle(1);
    }

    /** The monitor takes it before its carrier falls asleep, or not at all, even while that one is being woken. */
    @Test
    void aProcessorIsTakenWhileItsCarrierFallsAsleepAndIsWoken() {
        withProcessors(1, () -> {
            together(
                    () -> scheduler.becomesIdle(0),
                    () -> scheduler.submits(1),
                    () -> retaken = scheduler.retakes(0));
            check(scheduler.carrierOf(0) == (retaken ? 1 : 0), "it has one carrier");
            check(!scheduler.isSearching() || !retaken, "the carrier for which a search was begun has a processor");
            checkNothingIsForgotten();
        });
    }
}
