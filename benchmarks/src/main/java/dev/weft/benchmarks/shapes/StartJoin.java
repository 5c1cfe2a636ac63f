package dev.weft.benchmarks.shapes;

import dev.weft.Go;
import dev.weft.benchmarks.kotlin.KotlinStartJoin;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * Starts 1,000 goroutines, or OS threads, that do nothing, and joins them. An operation is one of them.
 *
 * <p>Hypothesis: a goroutine costs no more than a bare virtual thread.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar StartJoin}
 */
@OperationsPerInvocation(StartJoin.GOROUTINES)
public class StartJoin extends Shape {
    static final int GOROUTINES = 1_000;

    @Benchmark
    public void weft(OnlyGoroutine on) throws InterruptedException {
        Thread[] all = new Thread[GOROUTINES];
        for (int i = 0; i < GOROUTINES; i++) {
            all[i] = Go.go(() -> {});
        }
        join(all);
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    public void weftOnItsScheduler(OnlyGoroutine on) throws InterruptedException {
        weft(on);
    }

    @Benchmark
    public void virtualThread(OnlyGoroutine on) throws InterruptedException {
        Thread[] all = new Thread[GOROUTINES];
        for (int i = 0; i < GOROUTINES; i++) {
            all[i] = Thread.startVirtualThread(() -> {});
        }
        join(all);
    }

    @Benchmark
    public void platformThread(OnlyThread on) throws InterruptedException {
        Thread[] all = new Thread[GOROUTINES];
        for (int i = 0; i < GOROUTINES; i++) {
            all[i] = Thread.ofPlatform().start(() -> {});
        }
        join(all);
    }

    @Benchmark
    public void kotlin(OnlyGoroutine on) {
        KotlinStartJoin.startJoin(GOROUTINES);
    }

    private static void join(Thread[] all) throws InterruptedException {
        for (Thread thread : all) {
            thread.join();
        }
    }
}
