package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Call;
import dev.weft.Task;
import dev.weft.context.Context;
import dev.weft.support.Goroutines;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The stack overflows in the middle of an operation: a thread repeats the operation, each time one call deeper, until
 * it fails. Afterwards other threads can use the same object.
 */
class StackOverflowTest {
    private static final int TIMES = 5;
    private static final long STACK = 1 << 18;

    @RegisterExtension
    final Goroutines g = new Goroutines();

    /** Runs a task at every depth of a stack of its own; no two stacks have the same size. */
    private void dive(int extra, Task<?> task) throws InterruptedException {
        Throwable[] end = {null};
        Thread diver = new Thread(
                null,
                () -> {
                    try {
                        descend(task);
                    } catch (Throwable t) {
                        end[0] = t;
                    }
                },
                "diver",
                STACK + 1_000L * extra);
        diver.start();
        g.join(diver);
        assertThat(end[0]).isInstanceOf(StackOverflowError.class);
    }

    private static void descend(Task<?> task) throws Exception {
        task.run();
        descend(task);
    }

    @RepeatedTest(TIMES)
    void aSemaphoreIsWhole(RepetitionInfo info) throws InterruptedException {
        WeightedSemaphore sem = new WeightedSemaphore(3);
        int[] owed = {0};
        dive(info.getCurrentRepetition(), () -> {
            sem.acquire(Context.background(), 1);
            owed[0] = 1; // if the release fails, it is made up for below
            sem.release(1);
            owed[0] = 0;
        });
        sem.release(owed[0]);
        assertThat(sem.tryAcquire(3)).isTrue();
    }

    @RepeatedTest(TIMES)
    void aCallThatHasEndedIsAbsent(RepetitionInfo info) throws Exception {
        SingleFlight<String, Integer> flights = new SingleFlight<>();
        dive(info.getCurrentRepetition(), () -> flights.run("key", () -> 1));
        assertThat(flights.run("key", () -> 2)).isEqualTo(new SingleFlight.Result<>(2, null, false));
        assertThat(flights.runChan("key", () -> 3).tryReceive(Goroutines.LONG).value()).isEqualTo(3);
    }

    /** It may have failed for good, if the function had begun; but then every call throws that failure. */
    @RepeatedTest(TIMES)
    void aOnceHasAValueOrAFailure(RepetitionInfo info) throws InterruptedException {
        List<Call<Integer, RuntimeException>> values = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) { // more than the stack is deep
            values.add(Once.value(() -> 1));
        }
        int[] called = {0};
        dive(info.getCurrentRepetition(), () -> values.get(called[0]++).call());
        for (Call<Integer, RuntimeException> value : values.subList(0, called[0])) {
            try {
                assertThat(value.call()).isEqualTo(1);
            } catch (StackOverflowError e) {
                // of the function
            }
        }
    }
}
