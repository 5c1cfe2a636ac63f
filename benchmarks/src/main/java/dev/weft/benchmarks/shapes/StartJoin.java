package dev.weft.benchmarks.shapes;

import dev.weft.Go;
import dev.weft.benchmarks.kotlin.KotlinStartJoin;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * Starts 1,000 goroutines that do nothing, and joins them. An operation is one of them.
 *
 * <p>Hypothesis: a goroutine costs no more than a bare virtual thread.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar StartJoin}
 */
public class StartJoin extends Shape {
    private static final int GOROUTINES = 1_000;

    @Benchmark
    @OperationsPerInvocation(GOROUTINES)
    public void weft() throws InterruptedException {
        Thread[] all = new Thread[GOROUTINES];
        for (int i = 0; i < GOROUTINES; i++) {
            all[i] = Go.go(() -> {});
        }
        for (Thread goroutine : all) {
            goroutine.join();
        }
    }

    @Benchmark
    @OperationsPerInvocation(GOROUTINES)
    public void virtualThread() throws InterruptedException {
        Thread[] all = new Thread[GOROUTINES];
        for (int i = 0; i < GOROUTINES; i++) {
            all[i] = Thread.startVirtualThread(() -> {});
        }
        for (Thread goroutine : all) {
            goroutine.join();
        }
    }

    @Benchmark
    @OperationsPerInvocation(GOROUTINES)
    public void kotlin() {
        KotlinStartJoin.startJoin(GOROUTINES);
    }
}
