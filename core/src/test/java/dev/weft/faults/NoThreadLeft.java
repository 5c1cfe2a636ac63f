package dev.weft.faults;

import static dev.weft.support.Goroutines.awaitUntil;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.Select;
import dev.weft.Task;
import dev.weft.context.Context;
import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import dev.weft.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Waits time out even when no native thread can be created and the alarms do not have one yet: with limited memory and
 * large stacks, the virtual machine can create only a few threads. Each wait returns, or throws {@link
 * OutOfMemoryError}, and has left the queue. A timer or a deadline that needs the alarm thread is not set: the call
 * throws.
 */
final class NoThreadLeft {
    private static final Duration SOON = Duration.ofNanos(1);

    private static final Channel<Integer> CHANNEL = Channel.make();
    private static final Channel<Integer> OTHER = Channel.make();
    private static final Mutex MUTEX = new Mutex();
    private static final RWMutex RW = new RWMutex();
    private static final Mutex L = new Mutex();
    private static final Cond COND = new Cond(L);
    private static final WaitGroup GROUP = new WaitGroup();
    private static final AtomicInteger RAN = new AtomicInteger();
    private static int threw;
    private static int returned;

    private NoThreadLeft() {}

    public static void main(String[] args) throws Exception {
        MUTEX.lock();
        RW.rLock();
        GROUP.add(1);
        waitForAMoment(); // loads the classes
        Thread.ofVirtual().start(() -> {}).join(); // makes the JDK start its own threads
        Go.go(() -> {}).join(); // and Weft's scheduler, if it is in use
        check(Thread.getAllStackTraces().keySet().stream().noneMatch(t -> t.getName().equals("weft-alarms")),
                "the alarms have a thread already");
        CountDownLatch release = new CountDownLatch(1);
        List<Thread> all = exhaust(release);
        threw = 0;
        returned = 0;
        Runnable waits = () -> {
            waitForAMoment();
            attempt(() -> Timers.afterFunc(SOON, RAN::incrementAndGet));
            attempt(() -> Context.withTimeout(Context.background(), Duration.ofDays(1)).close());
        };
        Thread goroutine = Go.threadFactory().newThread(waits);
        goroutine.start();
        goroutine.join();
        waits.run(); // now on a platform thread
        release.countDown();
        for (Thread t : all) {
            t.join();
        }
        System.out.println(all.size() + " threads, threw " + threw + ", returned " + returned);
        look();
        System.exit(0);
    }

    private static List<Thread> exhaust(CountDownLatch release) {
        List<Thread> all = new ArrayList<>();
        try {
            for (;;) {
                Thread t = new Thread(() -> Go.unchecked(() -> release.await()));
                t.start();
                all.add(t);
            }
        } catch (OutOfMemoryError e) {
            return all;
        }
    }

    private static void waitForAMoment() {
        attempt(() -> CHANNEL.tryReceive(SOON));
        attempt(() -> CHANNEL.trySend(1, SOON));
        attempt(() -> Select.select(SOON, Select.receive(CHANNEL), Select.send(OTHER, 1)));
        attempt(() -> MUTEX.tryLock(SOON));
        attempt(() -> RW.tryLock(SOON));
        attempt(() -> RW.writeLock().tryLock(1, TimeUnit.NANOSECONDS));
        attempt(() -> GROUP.await(SOON));
        attempt(() -> Go.sleep(SOON));
        attempt(Go::gosched);
        attempt(() -> {
            L.lock();
            try {
                COND.await(SOON);
            } finally {
                L.unlock(); // throws if await returned without the lock
            }
        });
    }

    private static void attempt(Task<?> task) {
        try {
            task.run();
            returned++;
        } catch (OutOfMemoryError e) {
            threw++;
        } catch (Throwable t) {
            t.printStackTrace();
            System.exit(1);
        }
    }

    private static void look() throws InterruptedException {
        check(!CHANNEL.trySend(1) && CHANNEL.tryReceive() == null,
                "somebody stands in the channel's queue: " + CHANNEL);
        check(OTHER.tryReceive() == null, "somebody stands in the queue of " + OTHER);
        MUTEX.unlock();
        check(MUTEX.tryLock(), "the mutex was handed to a thread that has left");
        RW.rUnlock();
        check(RW.tryLock(), "the lock was handed to a writer that has left: " + RW);
        check(L.tryLock(), "Cond's lock is held by nobody");
        check(COND.toString().contains("nobody waits"), "somebody waits: " + COND);
        GROUP.done();
        GROUP.await();
        Channel<Integer> later = Channel.make(1);
        // The alarms can have a thread now, or in a moment: one that has been joined may keep its stack a little longer.
        awaitUntil(() -> sends(later));
        check(later.receive() == 1, "timers work again");
        check(RAN.get() == 0, "a function whose afterFunc threw has run");
    }

    private static boolean sends(Channel<Integer> later) {
        try {
            Timers.afterFunc(Duration.ofMillis(1), () -> later.send(1));
            return true;
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            System.out.println(what);
            System.exit(1);
        }
    }
}
