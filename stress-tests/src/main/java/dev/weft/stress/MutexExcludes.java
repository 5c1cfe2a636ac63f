package dev.weft.stress;

import dev.weft.sync.Mutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two that hold a mutex one after the other see each other's plain writes.
 *
 * <p>{@code java -jar stress-tests/target/stress-tests.jar -t MutexExcludes}
 */
@JCStressTest
@Outcome(
        id = {"1, 2", "2, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "One after the other.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both at once.")
@State
public class MutexExcludes {
    private final Mutex mutex = new Mutex();
    private int counter;

    @Actor
    public void one(II_Result r) {
        r.r1 = increment();
    }

    @Actor
    public void two(II_Result r) {
        r.r2 = increment();
    }

    private int increment() {
        mutex.lock();
        try {
            return ++counter;
        } finally {
            mutex.unlock();
        }
    }
}
