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
import org.openjdk.jcstress.infra.results.II_Result;

/** A reader sees everything that a writer has written, or nothing of it. */
@JCStressTest
@Outcome(id = {"0, 0", "1, 1"}, expect = ACCEPTABLE, desc = "Before or after the writer.")
@Outcome(expect = FORBIDDEN, desc = "While the writer held the lock.")
@State
public class ReaderAgainstWriter {
    private final RWMutex mutex = new RWMutex();
    private final Side writer = new Side();
    private final Side reader = new Side();
    private int a;
    private int b;
    private int seen;

    @Actor
    public void write() {
        writer.run(() -> {
            mutex.lock();
            a = 1;
            b = 1;
            mutex.unlock();
            return 0;
        });
    }

    @Actor
    public void read() {
        reader.run(() -> {
            mutex.rLock();
            int first = a;
            seen = b;
            mutex.rUnlock();
            return first;
        });
    }

    @Arbiter
    public void result(II_Result r) {
        writer.found();
        r.r1 = reader.found();
        r.r2 = seen;
    }
}
