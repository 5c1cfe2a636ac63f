package dev.weft.examples.notes;

import static dev.weft.Go.sleep;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Looks at goroutines from outside: what Go prints in the brackets of a goroutine dump. */
final class Watch {
    private Watch() {}

    /** What the goroutine waits for, in Go's words; null if it does not wait. */
    static String waitsFor(Thread goroutine) {
        Object blocker = LockSupport.getBlocker(goroutine);
        return blocker == null ? null : blocker.toString();
    }

    /** Waits until the goroutine is parked for the given reason. */
    static void awaitParked(Thread goroutine, String reason) throws InterruptedException {
        while (!(goroutine.getState() == Thread.State.WAITING && reason.equals(waitsFor(goroutine)))) {
            sleep(Duration.ofMillis(1));
        }
    }
}
