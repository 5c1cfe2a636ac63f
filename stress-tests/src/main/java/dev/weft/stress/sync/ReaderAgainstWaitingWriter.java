package dev.weft.stress.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weft.stress.Side;
import dev.weft.sync.RWMutex;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** While a reader leaves and a writer waits, a new reader comes: all three get their turn. */
@JCStressTest
@Outcome(id = {"0", "11"}, expect = ACCEPTABLE, desc = "The new reader came before the writer, or after it.")
@Outcome(expect = FORBIDDEN, desc = "While the writer held the lock.")
@State
public class ReaderAgainstWaitingWriter {
    private final RWMutex mutex = new RWMutex();
    private final Side writer = waiting();
    private final Side leaving = new Side();
    private final Side coming = new Side();
    private int a;
    private int b;

    @Actor
    public void leave() {
        leaving.run(() -> {
            mutex.rUnlock();
            return 0;
        });
    }

    @Actor
    public void come() {
        coming.run(() -> {
            mutex.rLock();
            try {
                return 10 * a + b;
            } finally {
                mutex.rUnlock();
            }
        });
    }

    @Arbiter
    public void result(I_Result r) {
        leaving.found();
        writer.found();
        r.r1 = coming.found();
    }

    private Side waiting() {
        mutex.rLock();
        return new Side().go(() -> {
            mutex.lock();
            a = 1;
            b = 1;
            mutex.unlock();
            return 0;
        });
    }
}
