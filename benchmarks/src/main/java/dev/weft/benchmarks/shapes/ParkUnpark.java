package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.peers.Starter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * Two goroutines, or two OS threads, wake each other by turns: one unparks the other, and parks. An operation is one
 * such switch, without any channel. Go has no such calls.
 *
 * <p>Hypothesis: a switch between goroutines costs a fiftieth of a switch between OS threads.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ParkUnpark}
 */
@OperationsPerInvocation(ParkUnpark.SWITCHES)
public class ParkUnpark extends Shape {
    static final int SWITCHES = 20_000;

    @Benchmark
    public void weft(OnlyGoroutine on) throws InterruptedException {
        run(Starter.WEFT);
    }

    @Benchmark
    @Fork(jvmArgsAppend = {OnItsScheduler.ASKED_FOR, OnItsScheduler.OPEN})
    public void weftOnItsScheduler(OnlyGoroutine on) throws InterruptedException {
        weft(on);
    }

    @Benchmark
    public void virtualThread(OnlyGoroutine on) throws InterruptedException {
        run(Starter.VIRTUAL);
    }

    @Benchmark
    public void platformThread(OnlyThread on) throws InterruptedException {
        run(Starter.PLATFORM);
    }

    private static void run(Starter starter) throws InterruptedException {
        Turn turn = new Turn();
        Thread first = starter.start(() -> turn.take(0));
        Thread second = starter.start(() -> turn.take(1));
        turn.begin(first, second);
        first.join();
        second.join();
        check(SWITCHES, turn.taken);
    }

    /** Whose turn it is, and how many have been taken. */
    private static final class Turn {
        private final CountDownLatch begin = new CountDownLatch(1);
        private Thread[] players = {};
        private volatile int next;
        private int taken; // by the one whose turn it is

        void begin(Thread... players) {
            this.players = players;
            begin.countDown();
        }

        void take(int me) throws InterruptedException {
            begin.await();
            for (int i = 0; i < SWITCHES / 2; i++) {
                while (next != me) {
                    LockSupport.park(this);
                }
                taken++;
                next = 1 - me;
                LockSupport.unpark(players[1 - me]);
            }
        }
    }
}
