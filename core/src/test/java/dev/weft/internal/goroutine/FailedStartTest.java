package dev.weft.internal.goroutine;

import static dev.weft.support.Goroutines.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Task;
import dev.weft.Unit;
import dev.weft.internal.time.RealClock;
import dev.weft.internal.wait.Suspension;
import dev.weft.internal.wait.VirtualClock;
import dev.weft.internal.wait.Wait;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The start of a member throws: then it does not begin, and is gone; or it has begun nevertheless, and nobody notices.
 * Never both, or it would be counted as gone twice, and its program would be over too early.
 */
class FailedStartTest {
    private final Hook hook = new Hook();
    private final AtomicInteger runs = new AtomicInteger();
    private final Channel<Unit> begun = Channel.make();
    private final Channel<Unit> end = Channel.make();

    /** The clock of a program, which does nothing but follow its members. */
    private static final class Hook extends VirtualClock {
        /** What happens in the middle of the next start: the thread has been made, and not been started. */
        private volatile Consumer<Thread> happens = thread -> {};

        private final Queue<Thread> left = new ConcurrentLinkedQueue<>();

        @Override
        public void enter(Thread thread) {
            Consumer<Thread> now = happens;
            happens = t -> {};
            now.accept(thread);
        }

        @Override
        public void leave(Thread thread) {
            left.add(thread);
        }

        @Override
        public long nanoTime() {
            return RealClock.INSTANCE.nanoTime();
        }

        // The rest is not needed: no thread lives by this clock.

        @Override
        public void expect(Thread thread) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean arrive() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected Suspension suspension(Wait wait) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected boolean block(Suspension suspension, long deadline, boolean durable) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void unblock(Suspension suspension) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant(long nanos) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<?> at(long deadline, Runnable work) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkUse(String operation, String object) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkChange(String operation, String object) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isForeign() {
            return false;
        }

        @Override
        public IllegalStateException foreign(String text) {
            throw new UnsupportedOperationException();
        }
    }

    private void run(Task<?> main) throws Exception {
        AtomicBoolean mainEnds = new AtomicBoolean();
        Program program = new Program(hook, () -> {
            main.run();
            mainEnds.set(true);
        });
        try {
            program.start();
            program.over().receive();
        } finally {
            program.finish();
        }
        program.throwOutcome(false);
        assertThat(mainEnds).as("the program is not over while main runs").isTrue();
    }

    /** Whether the program of the current goroutine, which has not ended, is over. */
    private static boolean isOver() {
        return Program.current().over().drained();
    }

    /** Starts the thread and waits for it, so that whoever starts it next is told that it has been started. */
    private void beginBeforeTheStart() {
        hook.happens = thread -> {
            thread.start();
            Go.uninterruptibly(begun::receive);
        };
    }

    @Test
    void aGoroutineThatHasBegunHasNotFailedToStart() throws Exception {
        run(() -> {
            beginBeforeTheStart();
            Thread thread = Go.go(() -> {
                begun.close();
                end.receive();
            });
            assertThat(hook.left).isEmpty();
            end.close();
            thread.join();
            assertThat(isOver()).isFalse();
            assertThat(hook.left).as("it leaves once").containsExactly(thread);
        });
    }

    @Test
    void norHasOneThatHasEnded() throws Exception {
        run(() -> {
            hook.happens = thread -> {
                thread.start();
                Go.uninterruptibly(() -> {
                    thread.join();
                });
            };
            Thread thread = Go.go(runs::incrementAndGet);
            assertThat(thread.isAlive()).isFalse();
            assertThat(runs).hasValue(1);
            assertThat(isOver()).isFalse();
        });
    }

    @Test
    void norHasMain() throws Exception {
        beginBeforeTheStart();
        Program program = new Program(hook, () -> {
            begun.close();
            end.receive();
        });
        try {
            program.start();
            assertThat(program.over().drained()).isFalse();
            end.close();
            program.over().receive();
        } finally {
            program.finish();
        }
        awaitUntil(() -> hook.left.size() == 1); // which it does last of all
    }

    /** If the scheduler has the thread nevertheless, it does nothing. */
    @Test
    void oneWhoseStartHasFailedDoesNotBegin() throws Exception {
        OutOfMemoryError failure = new OutOfMemoryError("no thread to run it");
        Thread[] made = {null};
        run(() -> {
            hook.happens = thread -> {
                made[0] = thread;
                throw failure;
            };
            assertThatThrownBy(() -> Go.go(runs::incrementAndGet)).isSameAs(failure);
            made[0].start();
            made[0].join();
            assertThat(runs).hasValue(0);
            assertThat(isOver()).isFalse();
        });
    }
}
