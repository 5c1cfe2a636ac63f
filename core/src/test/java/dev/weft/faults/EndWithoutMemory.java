package dev.weft.faults;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Unit;
import dev.weft.support.Carriers;
import dev.weft.support.FullHeap;
import dev.weft.support.Goroutines;
import java.util.concurrent.locks.LockSupport;

/**
 * A goroutine of a program fails because the heap is full, and hardly any memory is left to end the program with. When it is
 * gone, there is a little memory again, without which the JDK could wake nobody. Then main is asked to stop, though late, and
 * {@code Go.run} throws. For {@link EndWithoutMemoryTest}, each run in a virtual machine of its own: it is the first end of a
 * program there.
 */
final class EndWithoutMemory {
    private static final OutOfMemoryError FAILURE = new OutOfMemoryError("the heap is full");
    private static final Channel<Unit> NEVER = Channel.make();

    private static volatile Thread main;
    private static volatile Thread failing;

    private EndWithoutMemory() {}

    /** The argument says about how many bytes are left. */
    public static void main(String[] args) throws Exception {
        int bytes = Integer.parseInt(args[0]);
        Carriers.startAll();
        Thread helper = new Thread(EndWithoutMemory::emptyRest);
        helper.start();
        Throwable end = null;
        try {
            Go.run(() -> {
                Thread me = Thread.currentThread();
                main = me;
                failing = Go.go(() -> {
                    Goroutines.awaitParked(me, "chan receive");
                    FullHeap.fillBut(bytes);
                    throw FAILURE;
                });
                try {
                    NEVER.receive();
                } finally {
                    FullHeap.empty();
                }
            });
        } catch (Throwable t) {
            end = t;
        }
        if (end != FAILURE) { // without a library: classes of the JDK may have been lost
            System.out.println("ended with " + end);
            System.exit(1);
        }
        helper.join();
        System.exit(0);
    }

    /** Waits until the goroutine is gone, or has asked main to stop, which the JDK tries until there is memory. */
    private static void emptyRest() {
        while (failing == null || (failing.isAlive() && !main.isInterrupted())) {
            LockSupport.parkNanos(100_000);
        }
        FullHeap.emptyRest();
    }
}
