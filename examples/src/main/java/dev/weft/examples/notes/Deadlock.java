package dev.weft.examples.notes;

import static dev.weft.Go.go;

import dev.weft.DeadlockException;
import dev.weft.Go;
import dev.weft.GoroutineState;
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
 *   <li>no preemption: a mutex is never taken away from the goroutine that holds it;
 *   <li>circular wait: the first waits for the second, and the second for the first.
 * </ol>
 *
 * <p>Go's runtime notices, and ends the program: "all goroutines are asleep - deadlock!". Here, {@code Go.run} notices,
 * and throws an exception that says so and lists the goroutines: each with what it waits for, and where.
 *
 * <p>Where the Go program sleeps for two seconds to let the other goroutine lock its first value, this one waits until
 * it has.
 *
 * <p>Output: determined, except for the lines of the program.
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

    private static void printSum(Value v1, Value v2, WaitGroup bothHoldOne, PrintStream out)
            throws InterruptedException {
        try (var first = v1.mu.hold()) {
            bothHoldOne.done();
            bothHoldOne.await();
            try (var second = v2.mu.hold()) {
                out.printf("sum=%d%n", v1.value + v2.value);
            }
        }
    }

    static void run(PrintStream out) throws Exception {
        try {
            Go.run(() -> {
                WaitGroup bothHoldOne = new WaitGroup();
                WaitGroup wg = new WaitGroup();
                Value a = new Value(1);
                Value b = new Value(2);
                bothHoldOne.add(2);
                wg.go(() -> printSum(a, b, bothHoldOne, out));
                wg.go(() -> printSum(b, a, bothHoldOne, out));
                wg.await();
            });
        } catch (DeadlockException e) {
            out.println(e.getMessage().lines().findFirst().orElseThrow());
            for (GoroutineState goroutine : e.goroutines()) {
                print(goroutine, out);
            }
        }
        out.println("1. mutual exclusion: a and b are held by one goroutine each");
        out.println("2. wait for: each waits for a second value and holds on to its first");
        out.println("3. no preemption: nobody takes the first one away");
        out.println("4. circular wait: each waits for what the other holds");
    }

    /** Prints what Go prints about a goroutine: what it waits for, and where in our own code. */
    private static void print(GoroutineState goroutine, PrintStream out) {
        out.println("  goroutine " + goroutine.id() + " [" + goroutine.waitReason() + "]:");
        for (StackTraceElement call : goroutine.stack()) {
            if (call.getClassName().equals(Deadlock.class.getName()) && call.getMethodName().equals("printSum")) {
                out.println("      " + call.getMethodName() + " at line " + call.getLineNumber());
            }
        }
    }

    public static void main(String[] args) throws Exception {
        run(System.out);
    }
}
