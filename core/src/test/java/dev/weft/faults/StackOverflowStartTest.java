package dev.weft.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Task;
import dev.weft.context.Context;
import dev.weft.support.Goroutines;
import dev.weft.sync.WaitGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A goroutine of a group that cannot be started at the end of the stack. Meanwhile all others end: so it is the failed
 * start that has to wake those that wait for the group. Each attempt has a little more stack than the one before.
 */
class StackOverflowStartTest {
    @RegisterExtension
    final Goroutines g = new Goroutines();

    /**
     * Starts a goroutine so many calls above the end of its stack. When the library asks for its context class loader, it
     * has counted the goroutine, and has not started it.
     */
    private static final class Diver extends Thread {
        private final Runnable meanwhile;
        private boolean counted;

        Diver(int calls, Runnable start, Runnable meanwhile) {
            super(null, () -> EndOfStack.dive(calls, () -> {
                try {
                    start.run();
                } catch (StackOverflowError e) {
                    // expected
                }
            }), "diver", EndOfStack.SIZE);
            this.meanwhile = meanwhile;
            setDaemon(true);
        }

        @Override
        public ClassLoader getContextClassLoader() {
            if (Thread.currentThread() == this) {
                meanwhile.run();
                counted = true;
                throw new StackOverflowError();
            }
            return super.getContextClassLoader();
        }
    }

    @Test
    void whoeverWaitsForAWaitGroupIsWoken() throws Exception {
        WaitGroup warm = new WaitGroup();
        warm.go(() -> {}); // loads the classes, which takes more stack than there will be
        warm.await();
        int counted = 0;
        for (int i = 1; i <= EndOfStack.CALLS; i += EndOfStack.STEP) {
            WaitGroup wg = new WaitGroup();
            wg.add(1);
            Thread[] waiting = {parked("sync.WaitGroup.Wait", wg::await),
                parked("select", () -> wg.await(Context.withCancel(Context.background())))};
            Diver diver = new Diver(i, () -> wg.go(() -> {}), wg::done);
            diver.start();
            diver.join();
            if (diver.counted) {
                counted++;
            } else {
                wg.done();
            }
            assertThat(wg.toString()).as("after %d calls", i).endsWith("[counter 0]");
            for (Thread thread : waiting) {
                g.join(thread);
            }
        }
        assertThat(counted).as("how often it was counted").isBetween(1, EndOfStack.CALLS / EndOfStack.STEP - 1);
    }

    private Thread parked(String reason, Task<?> wait) {
        Thread thread = g.go(wait);
        Goroutines.awaitParked(thread, reason);
        return thread;
    }
}
