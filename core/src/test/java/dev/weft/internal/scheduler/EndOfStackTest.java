package dev.weft.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.support.ChildVm;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A stack that ends at each place in turn where the scheduler's state is about to change. In virtual machines of their
 * own: it depends on what is compiled how much stack a call needs.
 */
class EndOfStackTest {
    private static final String ROOM = "dev.weft.internal.scheduler.";

    /** To free the lock takes more stack than to take it, so that the stack ends while it is taken. */
    @ParameterizedTest
    @ValueSource(strings = {"push", "pop", "poll"})
    void aLockIsFreed(String operation) throws Exception {
        String out = ChildVm.run(List.of(),
                List.of("-Xbatch", "-XX:-BackgroundCompilation", "-XX:CompileCommand=quiet",
                        "-XX:CompileCommand=exclude," + ROOM + "Guarded::unlock",
                        "-XX:CompileCommand=exclude," + ROOM + "EndOfStackTest$Dive::*"),
                Locks.class, operation);
        assertThat(out.strip()).matches("ended [1-9]\\d* times while the lock was taken");
    }

    /** Goes to a depth, and does something there. */
    static final class Dive {
        static final int PADS = 4;
        private static final long STACK_BYTES = 512 << 10;

        private Dive() {}

        static void to(int depth, int pad, Runnable action) {
            if (depth > 0) {
                to(depth - 1, pad, action);
                return;
            }
            switch (pad) { // so that the stack ends between the ends of these frames, too
                case 0 -> action.run();
                case 1 -> padded(1, action);
                case 2 -> padded(1, 2, action);
                default -> padded(1, 2, 3, action);
            }
        }

        private static void padded(long a, Runnable action) {
            action.run();
        }

        private static void padded(long a, long b, Runnable action) {
            action.run();
        }

        private static void padded(long a, long b, long c, Runnable action) {
            action.run();
        }

        /** How deep the stack of the current thread is, about. */
        static int deepest() {
            for (int depth = 0;; depth++) {
                try {
                    to(depth, 0, () -> {});
                } catch (StackOverflowError e) {
                    return depth;
                }
            }
        }

        static void inAThread(Runnable program) {
            Thread t = new Thread(null, program, "diver", STACK_BYTES);
            t.setUncaughtExceptionHandler((thread, e) -> {
                e.printStackTrace(System.out);
                System.exit(1);
            });
            t.start();
        }

        static void fail(String what) {
            System.out.println(what);
            System.exit(1);
        }
    }

    /** Puts in and takes out, at each depth. */
    static final class Locks {
        private static final int WARM_UP = 50_000;
        private static final int DEPTHS = 60;

        private static final Runnable TASK = () -> {};
        private static final RunQueue QUEUE = new RunQueue();
        private static final Processor P = new Processor(0);
        private static final IdleProcessors IDLE = new IdleProcessors(new Processor[] {P});

        private static boolean done;
        private static int endedInUnlock;

        private Locks() {}

        public static void main(String[] args) {
            Dive.inAThread(() -> {
                for (int i = 0; i < WARM_UP; i++) {
                    at(0, 0, args[0]);
                }
                int deepest = Dive.deepest();
                for (int depth = deepest; depth > deepest - DEPTHS; depth--) {
                    for (int pad = 0; pad < Dive.PADS; pad++) {
                        at(depth, pad, args[0]);
                    }
                }
                System.out.println("ended " + endedInUnlock + " times while the lock was taken");
            });
        }

        private static void at(int depth, int pad, String operation) {
            done = false;
            try {
                Dive.to(depth, pad, Locks::lockAndUnlock);
            } catch (StackOverflowError e) {
                // elsewhere
            }
            switch (operation) {
                case "push" -> {
                    attempt(depth, pad, Locks::push);
                    check(QUEUE, QUEUE.size() == (done ? 1 : 0));
                    QUEUE.pop();
                }
                case "pop" -> {
                    QUEUE.push(TASK);
                    attempt(depth, pad, Locks::pop);
                    check(QUEUE, QUEUE.size() == (done ? 0 : 1));
                    QUEUE.pop();
                }
                default -> {
                    attempt(depth, pad, Locks::poll);
                    check(IDLE, IDLE.isEmpty() == done && P.isIdle() != done);
                    if (done) {
                        IDLE.add(P);
                    }
                }
            }
        }

        private static void attempt(int depth, int pad, Runnable operation) {
            try {
                Dive.to(depth, pad, operation);
            } catch (StackOverflowError e) {
                // it was not done
            }
        }

        private static void check(Guarded guarded, boolean isConsistent) {
            if (guarded.locked != 0) {
                Dive.fail("the lock stays taken");
            }
            if (!isConsistent) {
                Dive.fail("it was " + (done ? "" : "not ") + "done, but this is not to be seen");
            }
        }

        /** Shows that the stack may end there. */
        private static void lockAndUnlock() {
            QUEUE.lock();
            try {
                QUEUE.unlock();
            } catch (StackOverflowError e) {
                QUEUE.locked = 0;
                endedInUnlock++;
            }
        }

        private static void push() {
            QUEUE.push(TASK);
            done = true;
        }

        private static void pop() {
            done = QUEUE.pop() != null;
        }

        private static void poll() {
            done = IDLE.poll() != null;
        }
    }
}
