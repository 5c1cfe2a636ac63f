package dev.weft.benchmarks.shapes;

import static dev.weft.Select.receive;
import static dev.weft.Select.trySelect;

import dev.weft.Channel;
import dev.weft.ReceiveCase;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * A try-select of one receive from a channel on which nothing comes. An operation is one try-select.
 *
 * <p>Hypothesis: it costs the compare-and-set that takes a lock, and the store that frees it. (A look without the lock
 * could miss a send that has already returned.)
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar TrySelectNothing}
 */
@OperationsPerInvocation(TrySelectNothing.CALLS)
public class TrySelectNothing extends Shape {
    /** In a loop, as in Go, so that the call of the benchmark itself does not count. */
    static final int CALLS = 1_000;

    private final ReceiveCase<Integer> idle = receive(Channel.<Integer>make());
    private final AtomicInteger lock = new AtomicInteger();

    @Benchmark
    public int weft() {
        int ready = 0;
        for (int i = 0; i < CALLS; i++) {
            if (trySelect(idle) >= 0) {
                ready++;
            }
        }
        return ready;
    }

    @Benchmark
    public int bareAtomic() {
        int ready = 0;
        for (int i = 0; i < CALLS; i++) {
            if (!lock.compareAndSet(0, 1)) {
                ready++;
            }
            lock.setRelease(0);
        }
        return ready;
    }
}
