package dev.weft.context;

import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Channel;
import dev.weft.Unit;
import dev.weft.support.FullHeap;
import dev.weft.support.Goroutines;
import dev.weft.support.OtherContext;
import dev.weft.support.SmallVm;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A goroutine begins to watch a third-party context when there is no memory. */
@ExtendWith(SmallVm.class)
class ForeignContextOutOfMemoryTest {
    /** More than it takes to start a goroutine, in bytes. */
    private static final int MOST = 2_400;

    private static final int STEP = 48;

    private volatile boolean died;

    /** A parent, what waits for it, and how that is made. */
    private static final class Family {
        final CancelableContext inner = Context.withCancel(Context.background());
        final Context parent = new OtherContext(inner) {
            @Override
            public <V> V value(Key<V> key) {
                return null;
            }
        };
        final Channel<Unit> ran = Channel.make();
        final boolean function;
        Context child;

        Family(boolean function) {
            this.function = function;
        }

        void derive() {
            if (function) {
                Context.afterFunc(parent, ran::close);
            } else {
                child = Context.withCancel(parent);
            }
        }

        void end() throws InterruptedException {
            inner.cancel();
            assertThat(select(Goroutines.LONG, receive(function ? ran : child.done()))).isZero();
        }
    }

    @Test
    void aContextEndsWithItsParent() throws Exception {
        endsWithItsParent(false);
    }

    @Test
    void aFunctionRunsWhenTheContextIsDone() throws Exception {
        endsWithItsParent(true);
    }

    private void endsWithItsParent(boolean function) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> died = true);
        Family warm = new Family(function);
        warm.derive();
        warm.end();
        int begun = 0;
        for (int left = 0; left < MOST; left += STEP) {
            Family family = new Family(function);
            boolean derived = false;
            FullHeap.fillBut(left);
            try {
                family.derive();
                derived = true;
            } catch (OutOfMemoryError e) {
                // not even that
            }
            if (derived) {
                for (int i = 0; i < 10 && !died; i++) { // gives it the time to fail
                    LockSupport.parkNanos(100_000);
                }
            }
            FullHeap.empty();
            if (derived) {
                begun++;
                assertThat(died).as("with %d bytes", left).isFalse();
                family.end();
            }
        }
        assertThat(begun).isBetween(1, MOST / STEP - 1);
    }
}
