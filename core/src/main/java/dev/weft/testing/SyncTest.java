package dev.weft.testing;

import dev.weft.DeadlockException;
import dev.weft.Task;
import dev.weft.internal.time.Clock;
import dev.weft.sync.ErrGroup;
import dev.weft.sync.SingleFlight;
import dev.weft.sync.WeightedSemaphore;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Objects;

/**
 * Tests of concurrent code with virtual time, Go's {@code testing/synctest}: exact, and without waiting.
 *
 * {@snippet file = "dev/weft/testing/SyncTestTourTest.java" region = "retry"}
 *
 * <p>A test runs in a <em>bubble</em>, which has a clock of its own. The goroutine that runs the test, called main,
 * belongs to it, and so do all goroutines that are started in it, as in a {@link dev.weft.Go#run}. With JUnit, the
 * annotation {@code @VirtualTime} of the artifact {@code weft-junit} runs test methods in bubbles.
 *
 * <h2>Time</h2>
 *
 * <p>The clock starts at midnight UTC, 2000-01-01. It stands still while any goroutine of the bubble runs, and jumps to
 * the next moment at which something is due as soon as all of them wait. So a sleep takes exactly as long as it is told,
 * and no real time; and between two waits no time passes, however long it takes to compute. Everything in Weft that
 * depends on time asks this clock: {@code sleep}, timers, tickers, {@code afterFunc}, contexts with deadlines, every
 * operation with a time-out, {@code RateLimiter}, {@code Timers.now}. What is due at the same moment happens in random
 * order, as in Go; a test must not depend on it.
 *
 * <p>{@link #await} waits until everything that can happen at this moment has happened.
 *
 * <h2>Waiting</h2>
 *
 * <p>A goroutine waits, in this sense, only if nothing but another goroutine of the bubble, or the time, can wake it. That
 * is so in every operation of Weft on something that was made in the bubble: channels, selects, wait groups, condition
 * variables and (unlike in Go) mutexes, read-write locks and semaphores. All else counts as running, and the clock stands
 * still until it is over: computing, and waiting for something that was made outside, for {@code java.util.concurrent},
 * {@code Thread.join}, {@code Thread.sleep}, a monitor, I/O. If the clock has been standing still for five seconds of real
 * time, a warning in the log of {@link System.Logger} says which goroutines run, with their stacks.
 *
 * <h2>The end</h2>
 *
 * <p>The test has passed when main has returned and all other goroutines have ended. It fails
 *
 * <ul>
 *   <li>with what main throws, or another goroutine does not catch: that very exception or error, such as that of an
 *       assertion;
 *   <li>with a {@link DeadlockException} that lists all goroutines, if all wait and nothing is due ({@code deadlock: all
 *       goroutines in bubble are blocked});
 *   <li>with a {@code DeadlockException} that lists those that are left, if main has returned and the others wait ({@code
 *       deadlock: main bubble goroutine has exited but blocked goroutines remain}). When main has returned, the time
 *       stops: so let it wait for the others, or stop them.
 * </ul>
 *
 * <p>When a test fails, its goroutines are interrupted, once, and the time goes on for what they do in {@code finally}.
 * Those that cannot be interrupted, because they wait for a lock, for instance, are given up. Contexts that were derived
 * from {@linkplain dev.weft.context.Context#whenDone third-party ones} are cancelled, as nothing watches those any longer.
 *
 * <h2>The border</h2>
 *
 * <p>A test should contain all that it uses. A channel, timer, context, wait group or limiter that was made in a bubble
 * throws an {@link IllegalStateException} when it is used outside ({@code send on synctest channel from outside bubble});
 * a lock does so where a thread outside would have to wait for it, or wake those that wait. What can do the test no
 * harm is not checked: looking at something ({@code len}, {@code err}), and waiting for a group (unless with a context,
 * since that wait is a select). Channels and locks from outside work in a bubble, in real time; but waiting for one of
 * them holds the clock, so a time-out of that wait, or the end of a context with a deadline of the bubble, never comes.
 * Timers, contexts with deadlines and rate limiters from outside are refused there, since they follow another clock.
 * Keep the things of a test out of static fields.
 *
 * <p>The goroutines of a bubble are those that its goroutines start with {@code go}, by a {@link dev.weft.sync.WaitGroup} or
 * an {@link ErrGroup}, by {@link dev.weft.Channels}, or as functions of {@code afterFunc}; and threads of executors that make
 * them in the bubble, with {@link dev.weft.Go#threadFactory}. Other threads are outside, whoever starts them. (A wait
 * for a future, or for the next task of a thread pool, is one for {@code java.util.concurrent}, and holds the clock. So
 * use an executor that starts a thread for each task, and let the tasks answer on channels.)
 */
public final class SyncTest {
    static {
        try {
            // Their initialization rehearses waits, which must not move the clock of the test that happens to need them
            // first.
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            for (Class<?> c : List.of(WeightedSemaphore.class, ErrGroup.class, SingleFlight.class)) {
                lookup.ensureInitialized(c);
            }
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private SyncTest() {}

    /**
     * Runs a test in a bubble, Go's {@code synctest.Test}. Returns when all goroutines of the bubble have ended.
     *
     * <p><b>Interruption.</b> An interrupt of the thread that called {@code run} is passed on to main, as by {@link
     * dev.weft.Go#run}: so a time limit of the test framework, which is one of real time, ends the test.
     *
     * <p><b>Memory consistency effects</b>: actions before {@code run} <i>happen-before</i> those of the test, and actions
     * of all goroutines of the bubble <i>happen-before</i> its return.
     *
     * @param test what main does
     * @throws Exception what has failed, see above; or {@code InterruptedException} if the thread was already interrupted,
     *     or if main ends with it
     * @throws DeadlockException if goroutines wait forever
     * @throws IllegalStateException if it is called in a bubble
     * @throws NullPointerException if the test is null
     */
    public static void run(Task<?> test) throws Exception {
        Objects.requireNonNull(test, "test");
        checkOutside();
        Session.run(test);
    }

    /**
     * Waits until every other goroutine of the bubble waits, Go's {@code synctest.Wait}. Takes no time on the clock of the
     * bubble. So what the others can do at this moment, they have done when it returns.
     *
     * {@snippet file = "dev/weft/testing/SyncTestTourTest.java" region = "await"}
     *
     * <p><b>Memory consistency effects</b>: actions of the other goroutines before they began to wait <i>happen-before</i>
     * the return of {@code await}.
     *
     * @throws InterruptedException if the thread is interrupted, before or while it waits
     * @throws IllegalStateException if the thread is not a goroutine of a bubble ({@code goroutine is not in a bubble}), or
     *     if another one is already waiting so ({@code wait already in progress})
     */
    public static void await() throws InterruptedException {
        Session.awaitAll();
    }

    /**
     * Opens a bubble for a test that is not one call but several, such as a method that sets something up, the test, and
     * one that cleans up. For extensions of test frameworks; a test itself calls {@link #run}.
     *
     * {@snippet file = "dev/weft/testing/SyncTestTourTest.java" region = "open"}
     *
     * @return a bubble in which nothing has happened yet
     * @throws IllegalStateException if it is called in a bubble
     */
    public static Bubble open() {
        checkOutside();
        return new Bubble(new Session());
    }

    private static void checkOutside() {
        if (Clock.virtual() != null) {
            throw new IllegalStateException(
                    "synctest.Run called from within a synctest bubble: a test with virtual time "
                            + "cannot contain another one");
        }
    }

    /**
     * A bubble in which several calls run, one after another, in one goroutine. Between the calls, that goroutine counts as
     * running: the time stands still. To be used outside, by one thread at a time.
     */
    public static final class Bubble implements AutoCloseable {
        private final Session session;

        private Bubble(Session session) {
            this.session = session;
        }

        /**
         * Runs something in the bubble, and waits until it has ended. Interrupts are passed on, as by {@link SyncTest#run}. If
         * the call fails because of one, all goroutines are interrupted. A call of another thread is waited for; if it has not
         * ended after five seconds of real time, it is given up, with the bubble.
         *
         * @param call what to run
         * @throws Exception what has failed in the bubble during the call or before it, if no call has thrown that yet: an
         *     exception of any goroutine, or a deadlock. Otherwise, what the call has thrown. Either way the bubble stays
         *     open for other calls, so that they can clean up
         * @throws IllegalStateException if the bubble is closed, or if its goroutines have been given up; or if it is called
         *     in a bubble
         */
        public void run(Task<?> call) throws Exception {
            Objects.requireNonNull(call, "call");
            checkOutside();
            session.call(call);
        }

        /**
         * Ends the bubble: waits until all goroutines have ended. If a call has failed, they are interrupted. Does nothing
         * if it is closed.
         *
         * @throws Exception what has failed in the bubble, unless a call has thrown that: an exception of any goroutine,
         *     or a {@link DeadlockException} that lists goroutines that are left
         */
        @Override
        public void close() throws Exception {
            checkOutside();
            session.close();
        }
    }
}
