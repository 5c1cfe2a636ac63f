package dev.weft.faults;

import static dev.weft.support.Goroutines.awaitUntil;

import dev.weft.Go;
import dev.weft.support.Goroutines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines of a program are started while the JDK cannot make another carrier, so that some starts throw. But another
 * carrier gets free at the same moment, and may have begun to run the goroutine. Whatever happens, no {@code go} throws
 * whose goroutine runs, and {@code Go.run} returns only when main has ended.
 *
 * <p>A carrier of the JDK that tries to make another one dies, with the goroutine that it was about to run (see {@link
 * dev.weft.support.Carriers}). Then this ends early, with what it has seen so far.
 */
final class NoCarrierLeft {
    private static final int ROUNDS = 300;

    /** Much longer than it takes if no carrier has died. */
    private static final Duration LONG = Duration.ofSeconds(3);

    private static final AtomicInteger RAN = new AtomicInteger();

    /** For each start that threw, whether the goroutine runs. */
    private static final List<AtomicBoolean> THREW = new ArrayList<>();

    private static final AtomicBoolean END = new AtomicBoolean();
    private static final AtomicBoolean MAIN_ENDS = new AtomicBoolean();

    private NoCarrierLeft() {}

    public static void main(String[] args) throws Exception {
        Go.run(() -> { // loads the classes, and makes the library and the JDK start their own threads
            Go.go(() -> {}).join();
            Thread.sleep(1);
        });
        CountDownLatch release = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        Go.run(() -> program(release, caller));
        release.countDown();
        if (!MAIN_ENDS.get()) {
            System.out.println("Go.run has returned, and main runs");
            System.exit(1);
        }
        end("");
    }

    private static void program(CountDownLatch release, Thread caller) throws InterruptedException {
        exhaust(release);
        List<Thread> busy = keepCarriersBusy();
        Thread one = busy.remove(busy.size() - 1);
        one.interrupt();
        join(one);
        for (int i = 0; i < ROUNDS; i++) {
            round(i);
        }
        END.set(true);
        for (Thread thread : busy) {
            join(thread);
        }
        // It would return now if main were counted as gone.
        awaitUntil(() -> MAIN_ENDS.get() || Goroutines.isParked(caller, "chan receive"));
        MAIN_ENDS.set(true);
    }

    /** Starts a goroutine when one carrier, and no other, is about to look for something to run. */
    private static void round(int i) throws InterruptedException {
        AtomicBoolean begun = new AtomicBoolean();
        AtomicBoolean end = new AtomicBoolean();
        Runnable keepOneBusy = () -> {
            begun.set(true);
            await(end);
            for (int k = 0; k < i; k++) {
                Thread.onSpinWait();
            }
        };
        Thread last;
        do { // until the carrier is idle
            last = start(keepOneBusy);
        } while (last == null);
        await(begun);
        end.set(true);
        Thread next = start(() -> {});
        join(last);
        if (next != null) {
            join(next);
        }
    }

    /** Returns null if that fails. */
    private static @Nullable Thread start(Runnable task) {
        AtomicBoolean runs = new AtomicBoolean();
        try {
            return Go.go(() -> {
                runs.set(true);
                RAN.incrementAndGet();
                task.run();
            });
        } catch (OutOfMemoryError e) {
            THREW.add(runs);
            return null;
        }
    }

    /** Spins, so that this goroutine keeps its carrier. */
    private static void await(AtomicBoolean set) {
        long start = System.nanoTime();
        while (!set.get()) {
            if (System.nanoTime() - start > LONG.toNanos()) {
                end("a carrier has died, ");
            }
            Thread.onSpinWait();
        }
    }

    private static void join(Thread thread) throws InterruptedException {
        if (!thread.join(LONG)) {
            end("a goroutine is lost, ");
        }
    }

    private static void end(String how) {
        long both = THREW.stream().filter(AtomicBoolean::get).count();
        System.out.println(how + "threw " + THREW.size() + ", ran " + RAN + ", both " + both);
        System.exit(0);
    }

    private static List<Thread> keepCarriersBusy() {
        List<Thread> busy = new ArrayList<>();
        for (;;) {
            AtomicBoolean begun = new AtomicBoolean();
            Thread thread = start(() -> {
                begun.set(true);
                while (!END.get() && !Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            });
            if (thread == null) {
                return busy;
            }
            busy.add(thread);
            await(begun);
        }
    }

    private static void exhaust(CountDownLatch release) {
        try {
            for (;;) {
                new Thread(() -> Go.unchecked(() -> release.await())).start();
            }
        } catch (OutOfMemoryError e) {
            // no native thread is left
        }
    }
}
