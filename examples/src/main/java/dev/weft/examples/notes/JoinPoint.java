package dev.weft.examples.notes;

import dev.weft.sync.WaitGroup;
import java.io.PrintStream;

/**
 * Fork and join: {@code go} forks, and a wait group is the point at which main waits until the goroutine has joined it
 * again.
 *
 * <p>Output, always: the value is 1.
 */
public final class JoinPoint {
    private JoinPoint() {}

    private static final class Memory {
        int data;
    }

    static void run(PrintStream out) throws InterruptedException {
        WaitGroup wg = new WaitGroup();
        Memory memory = new Memory();
        wg.go(() -> memory.data++);
        wg.await(); // the join point
        if (memory.data == 0) {
            out.println("never printed");
        }
        out.printf("the value is %d%n", memory.data);
    }

    public static void main(String[] args) throws InterruptedException {
        run(System.out);
    }
}
