package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.peers.Monitor;
import dev.weft.benchmarks.peers.ReentrantMonitor;
import dev.weft.benchmarks.peers.Starter;
import dev.weft.benchmarks.peers.WeftMonitor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/**
 * Goroutines meet again and again: all but the last to arrive wait for a condition, and the last one wakes them all. An
 * operation is one meeting of them all.
 *
 * <p>Hypothesis: a meeting costs one wake-up for each waiter, and woken goroutines do not crowd at the lock.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar CondN}
 */
@OperationsPerInvocation(CondN.MEETINGS)
public class CondN extends Shape {
    static final int MEETINGS = 10_000;

    @Param({"1", "8", "32"})
    public int waiters;

    @Benchmark
    public void weft() throws InterruptedException {
        new Meetings(new WeftMonitor(), waiters + 1).hold(Starter.WEFT, MEETINGS);
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    public void weftOnItsScheduler() throws InterruptedException {
        weft();
    }

    @Benchmark
    public void reentrantLock() throws InterruptedException {
        new Meetings(new ReentrantMonitor(), waiters + 1).hold(Starter.VIRTUAL, MEETINGS);
    }

    /** The state that the condition waits for. */
    private static final class Meetings {
        private final Monitor monitor;
        private final int members;
        private int arrived;
        private int held;

        Meetings(Monitor monitor, int members) {
            this.monitor = monitor;
            this.members = members;
        }

        void hold(Starter starter, int meetings) throws InterruptedException {
            starter.inParallel(members, number -> {
                for (int i = 0; i < meetings; i++) {
                    attend(i);
                }
            });
        }

        private void attend(int meeting) throws InterruptedException {
            monitor.lock();
            try {
                if (++arrived == members) {
                    arrived = 0;
                    held++;
                    monitor.broadcast();
                } else {
                    while (held == meeting) {
                        monitor.await();
                    }
                }
            } finally {
                monitor.unlock();
            }
        }
    }
}
