package dev.weft.bubble;

import static dev.weft.Go.go;
import static dev.weft.Select.receive;
import static dev.weft.Select.select;
import static dev.weft.Select.send;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.context.CancelableContext;
import dev.weft.context.Context;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import dev.weft.sync.WeightedSemaphore;
import dev.weft.testing.SyncTest;
import dev.weft.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One test with virtual time: goroutines that wait for each other and for the time, and interrupt each other, at random.
 *
 * <p>What must hold, whatever they do: an operation that gives up has taken its time-out, to the nanosecond, and any other
 * no longer. Between two operations no time passes. An interrupt ends a wait at the moment at which it comes. After {@code
 * await}, no time has passed, and all others have done what they could. And it ends.
 */
final class RandomBubble {
    private static final int STEPS = 40;
    private static final int LONGEST = 5;

    private final long seed;
    private final List<Channel<Integer>> channels = new ArrayList<>();
    private final List<Mutex> mutexes = new ArrayList<>();
    private final List<Cond> conds = new ArrayList<>();
    private final List<Goroutine> goroutines = new ArrayList<>();
    private RWMutex rwMutex;
    private WeightedSemaphore semaphore;
    private WaitGroup all;

    RandomBubble(long seed) {
        this.seed = seed;
    }

    /** Runs it; throws what is wrong. */
    void run() throws Exception {
        Random random = new Random(seed);
        SyncTest.run(() -> {
            for (int i = 0; i < 3; i++) {
                channels.add(Channel.make(random.nextInt(3)));
                mutexes.add(new Mutex());
                conds.add(new Cond(mutexes.get(i)));
            }
            rwMutex = new RWMutex();
            semaphore = new WeightedSemaphore(2);
            all = new WaitGroup();
            int n = 2 + random.nextInt(7);
            for (int i = 0; i < n; i++) {
                goroutines.add(new Goroutine(random.nextLong()));
            }
            Instant start = Timers.now();
            goroutines.forEach(g -> all.go(g::run));
            expect(Timers.now().equals(start), "the clock has moved while main runs");
            all.await();
        });
    }

    private static void expect(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what + ", at " + Timers.now());
        }
    }

    /** Something that gives up after a time; it returns whether it did. */
    private interface Operation {
        boolean givesUp(Duration limit) throws Exception;
    }

    private final class Goroutine {
        private final Random random;
        private volatile Thread thread;
        private volatile Instant interruptedAt;

        Goroutine(long seed) {
            this.random = new Random(seed);
        }

        void run() throws Exception {
            thread = Thread.currentThread();
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            thread = null;
            Thread.interrupted();
        }

        private void step() throws Exception {
            switch (random.nextInt(15)) {
                case 0 -> timed(limit -> {
                    Go.sleep(limit);
                    return true;
                });
                case 1 -> timed(limit -> !channel().trySend(1, limit));
                case 2 -> timed(limit -> channel().tryReceive(limit) == null);
                case 3 -> timed(limit -> select(limit, receive(channel()), send(channel(), 2)) < 0);
                case 4 -> timed(limit -> select(receive(channel()), receive(Timers.after(limit))) == 1);
                case 5 -> timedLock(mutex()::tryLock, mutexes.get(last)::unlock);
                case 6 -> timedLock(rwMutex::tryLock, rwMutex::unlock);
                case 7 -> timedLock(rwMutex::tryRLock, rwMutex::rUnlock);
                case 8 -> timedLock(limit -> semaphore.tryAcquire(2, limit), () -> semaphore.release(2));
                case 9 -> conditionally();
                case 10 -> timed(this::timeOut);
                case 11 -> timed(this::program);
                case 12 -> interruptAnother();
                case 13 -> standStill();
                default -> await();
            }
        }

        private Channel<Integer> channel() {
            return channels.get(random.nextInt(channels.size()));
        }

        private int last;

        private Mutex mutex() {
            last = random.nextInt(mutexes.size());
            return mutexes.get(last);
        }

        private Duration limit() {
            return Duration.ofNanos(1 + random.nextInt(LONGEST));
        }

        private void timed(Operation operation) throws Exception {
            Duration limit = limit();
            Instant start = Timers.now();
            try {
                boolean gaveUp = operation.givesUp(limit);
                Duration took = Timers.since(start);
                expect(gaveUp ? took.equals(limit) : took.compareTo(limit) <= 0,
                        (gaveUp ? "gave up" : "succeeded") + " after " + took + " where " + limit + " was the limit");
            } catch (InterruptedException e) {
                expect(Timers.now().equals(interruptedAt), "interrupted at " + interruptedAt);
            }
        }

        private interface TryLock {
            boolean tryLock(Duration limit) throws InterruptedException;
        }

        private void timedLock(TryLock lock, Runnable unlock) throws Exception {
            boolean[] locked = new boolean[1];
            timed(limit -> {
                locked[0] = lock.tryLock(limit);
                return !locked[0];
            });
            if (locked[0]) {
                try {
                    timed(limit -> {
                        Go.sleep(limit);
                        return true;
                    });
                } finally {
                    unlock.run();
                }
            }
        }

        /** Waiting for a condition takes the lock again, however long that takes, and keeps an interrupt for later. */
        private void conditionally() {
            int i = random.nextInt(conds.size());
            Cond cond = conds.get(i);
            if (random.nextBoolean()) {
                cond.broadcast();
                return;
            }
            cond.L.lock();
            try {
                cond.await(limit());
            } catch (InterruptedException e) {
                // one of the ways in which it ends
            } finally {
                cond.L.unlock();
                Thread.interrupted();
            }
        }

        private boolean timeOut(Duration limit) throws InterruptedException {
            AtomicInteger ran = new AtomicInteger();
            try (CancelableContext ctx = Context.withTimeout(Context.background(), limit)) {
                Context.afterFunc(ctx, ran::incrementAndGet);
                Timers.afterFunc(limit, ran::incrementAndGet);
                ctx.done().receive();
            }
            return true;
        }

        private boolean program(Duration limit) throws Exception {
            Go.run(() -> {
                Channel<Integer> done = Channel.make();
                go(() -> {
                    Go.sleep(limit);
                    done.close();
                });
                go(() -> select()); // until the end interrupts it
                done.receive();
            });
            return true;
        }

        private void interruptAnother() {
            Goroutine other = goroutines.get(random.nextInt(goroutines.size()));
            Thread t = other.thread;
            if (other != this && t != null) {
                other.interruptedAt = Timers.now();
                t.interrupt();
            }
        }

        private void standStill() {
            Instant now = Timers.now();
            for (int i = random.nextInt(200); i > 0; i--) {
                Thread.onSpinWait();
            }
            if (random.nextBoolean()) {
                Go.gosched();
            }
            expect(Timers.now().equals(now), "the clock has moved while a goroutine runs");
        }

        private void await() {
            Instant now = Timers.now();
            try {
                SyncTest.await();
                expect(Timers.now().equals(now), "await has taken time");
            } catch (InterruptedException e) {
                expect(Timers.now().equals(interruptedAt), "interrupted at " + interruptedAt);
            } catch (IllegalStateException e) {
                // another one awaits
            }
        }
    }
}
