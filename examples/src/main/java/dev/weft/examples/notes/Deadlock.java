package dev.weft.examples.notes;

import static dev.weft.Go.go;

import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;
import java.io.PrintStream;

/**
 * Two goroutines lock the same two values in opposite orders: each holds one and waits for the other's.
 *
 * <p>All four of Coffman's conditions hold, and together they make a deadlock:
 *
 * <ol>
 *   <li>mutual exclusion: a mutex is held by one goroutine at a time;
 *   <li>wait for (hold and wait): each holds a value while it waits for the other;
 * <li>no preemption: a mutex is never taken away from the goroutine that holds it;
 *   <li>circular wait: the first waits for the second, and the second for the first.
 * </ol>
 *
 * <p>Go's runtime notices and ends the program: "all goroutines are asleep - deadlock!". Java's does not, but a dump of
 * the goroutines shows it: each with what it waits for, and where.
 *
 * <p>In the end, the deadlock is broken from outside, so that nothing is left over: one of the two is interrupted,
 * which ends condition 3. For that, it locks its second value with {@code lockInterruptibly}, the one word that differs
 * from the Go program. And where the Go program sleeps for two seconds to let the other goroutine lock its first value,
 * this one waits until it has.
 *
 * <p>Output: determined, except for the lines of the program that the dump names.
 */
public final class Deadlock {
    private Deadlock() {}

    private static final class Value {
        final Mutex mu = new Mutex();
        final int value;

        Value(int value) {
            this.value = value;
        }
    }

    private static void printSum(Value v1, Value v2, WaitGroup bothHoldOne, WaitGroup wg, PrintStream out)
            throws InterruptedException {
        try {
            v1.mu.lock();
            try {
                bothHoldOne.done();
                bothHoldOne.await();
                v2.mu.lockInterruptibly();
                try {
                    out.printf("sum=%d%n", v1.value + v2.value);
                } finally {
                    v2.mu.unlock();
                }
            } finally {
                v1.mu.unlock();
            }
        } finally {
            wg.done();
        }
    }

    static void run(PrintStream out) throws InterruptedException {
        WaitGroup wg = new WaitGroup();
        WaitGroup bothHoldOne = new WaitGroup();
        Value a = new Value(1);
        Value b = new Value(2);
        wg.add(2);
        bothHoldOne.add(2);
        Thread ab = go("printSum(a, b)", () -> printSum(a, b, bothHoldOne, wg, out));
        Thread ba = go("printSum(b, a)", () -> printSum(b, a, bothHoldOne, wg, out));

        Watch.awaitParked(ab, "sync.Mutex.Lock");
        Watch.awaitParked(ba, "sync.Mutex.Lock");
        out.println("deadlock:");
        dump(ab, "holds a, waits for b", out);
        dump(ba, "holds b, waits for a", out);
        out.println("1. mutual exclusion: a and b are held by one goroutine each");
        out.println("2. wait for: each waits for a second value and holds on to its first");
        out.println("3. no preemption: nobody takes the first one away");
        out.println("4. circular wait: each waits for what the other holds");

        out.println("interrupting " + ba.getName());
        ba.interrupt();
        wg.await();
        ba.join();
    }

    /** Prints what Go prints about a goroutine: its name, what it waits for, and where in our own code. */
    private static void dump(Thread goroutine, String what, PrintStream out) {
        out.println("  goroutine " + goroutine.getName() + " [" + Watch.waitsFor(goroutine) + "]: " + what);
        for (StackTraceElement frame : goroutine.getStackTrace()) {
            if (frame.getClassName().equals(Deadlock.class.getName()) && frame.getMethodName().equals("printSum")) {
                out.println("      " + frame.getMethodName() + " at line " + frame.getLineNumber());
            }
        }
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
