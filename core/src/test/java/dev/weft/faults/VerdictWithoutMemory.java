package dev.weft.faults;

import static dev.weft.support.Goroutines.awaitParked;

import dev.weft.Channel;
import dev.weft.DeadlockException;
import dev.weft.Go;
import dev.weft.Task;
import dev.weft.support.Carriers;
import dev.weft.support.FullHeap;
import dev.weft.testing.SyncTest;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * All goroutines of a test with virtual time wait, and there is hardly any memory to say so with. The test ends all the same:
 * with a deadlock, or with the failure to report it. For {@link VerdictWithoutMemoryTest}, each run in a virtual machine of its
 * own, since a goroutine that waits without memory may keep its carrier.
 */
final class VerdictWithoutMemory {
    private static volatile Thread main;

    private VerdictWithoutMemory() {}

    /** The argument says about how many bytes are left. */
    public static void main(String[] args) throws Exception {
        int bytes = Integer.parseInt(args[0]);
        Carriers.startAll();
        // If the verdict fails where nobody notices, there is memory again, and the test would go on for ever.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> FullHeap.empty());
        run(VerdictWithoutMemory::waitForNobody); // loads the classes
        Thread helper = new Thread(VerdictWithoutMemory::emptyAfterTheVerdict);
        helper.setDaemon(true);
        helper.start();
        Thread caller = Thread.currentThread();
        Throwable end = run(() -> {
            Thread me = Thread.currentThread();
            main = me;
            Go.go(() -> {
                awaitParked(caller, "select"); // for which they need memory
                awaitParked(me, "chan receive");
                waitWithout(bytes);
                waitForNobody();
            });
            waitForNobody();
        });
        FullHeap.empty();
        boolean right = end instanceof DeadlockException || end instanceof OutOfMemoryError;
        if (!right) { // without a library: classes of the JDK may have been lost
            System.out.println("ended with " + end);
        }
        System.exit(right ? 0 : 1);
    }

    private static @Nullable Throwable run(Task<?> test) {
        try {
            SyncTest.run(test);
            return null;
        } catch (Throwable t) {
            return t;
        }
    }

    /** The JDK wakes a goroutine that is interrupted as soon as there is memory. */
    private static void emptyAfterTheVerdict() {
        while (main == null || !main.isInterrupted()) {
            LockSupport.parkNanos(100_000);
        }
        FullHeap.empty();
    }

    private static void waitWithout(int bytes) throws InterruptedException {
        try {
            FullHeap.fillBut(bytes);
            waitForNobody();
        } catch (OutOfMemoryError e) {
            // before it waited, or instead
        } finally {
            FullHeap.empty();
        }
    }

    private static void waitForNobody() throws InterruptedException {
        Channel.make().receive();
    }
}
