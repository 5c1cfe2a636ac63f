package dev.weft.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weft.Channel;
import dev.weft.DeadlockException;
import dev.weft.Go;
import dev.weft.support.SmallVm;
import dev.weft.testing.SyncTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * All goroutines of a test with virtual time wait, and there is no stack to say so with. The test ends all the same, with a
 * deadlock. Each in a virtual machine of its own.
 */
@ExtendWith(SmallVm.class)
class VerdictWithoutStackTest {
    private int overflowed;

    private static void waitForNobody() throws InterruptedException {
        Channel.make().receive();
    }

    /** The first one that is stuck: nothing of what a verdict takes has been used before. */
    @Test
    void theFirst() {
        Throwable end = catchThrowable(() -> SyncTest.run(() -> {
            Go.go(this::waitNearTheEndOfTheStack);
            waitForNobody();
        }));
        assertThat(end).isInstanceOf(DeadlockException.class);
        assertThat(overflowed).isPositive();
    }

    private void waitNearTheEndOfTheStack() throws InterruptedException {
        try {
            waitNearTheEndOfTheStack();
        } catch (StackOverflowError e) {
            overflowed++; // here, or a level above, it waits
        }
        waitForNobody();
    }

    @Test
    void another() {
        assertThat(catchThrowable(() -> SyncTest.run(VerdictWithoutStackTest::waitForNobody)))
                .isInstanceOf(DeadlockException.class);
        theFirst();
    }
}
