package dev.weft.soak;

import dev.weft.sync.Cond;
import dev.weft.sync.Mutex;
import dev.weft.sync.RWMutex;
import dev.weft.sync.WaitGroup;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.function.IntSupplier;

/**
 * Many wait for one condition. While it is signalled, some of them are interrupted or run out of time. Since there is
 * always a waiter left to wake, each signal wakes one that then returns normally, and no signal is used up by a waiter
 * that gives up.
 */
final class RollCall implements Topology {
    private Round round;
    private Dice dice;

    @Override
    public void run(Round round) throws Exception {
        this.round = round;
        this.dice = round.dice();
        for (int rolls = dice.size(1, 20); rolls > 0; rolls--) {
            new Roll().call();
        }
    }

    /** One roll call. Its fields are plain, and guarded by the condition's lock. */
    private final class Roll {
        private final Lock lock = dice.oneIn(2) ? new Mutex() : new RWMutex().writeLock();
        private final Cond cond = new Cond(lock);
        private final int steadfast = dice.size(1, 100);
        private final Thread[] fickle = new Thread[dice.size(1, 200)];
        private final WaitGroup fickleOnes = new WaitGroup();
        private int waiting;
        private int woken;
        private boolean over;

        void call() throws InterruptedException {
            int left = fickle.length;
            fickleOnes.add(left);
            for (int i = steadfast + left; i > 0; i--) {
                if (dice.below(i) < left) {
                    startFickle(fickle.length - left--); // mostly in their order
                } else {
                    round.crew().start(() -> {
                        await(-1, 0);
                        return false;
                    });
                }
            }
            awaitCount(() -> waiting, steadfast + fickle.length); // now all are in the queue
            int signals = dice.size(1, steadfast);
            for (int i = 0; i < signals; i++) {
                if (i < fickle.length) {
                    fickle[i].interrupt();
                    hesitate(dice.size(1, 20_000)); // so that the signal comes while it gives up
                }
                signal(dice.oneIn(4));
            }
            for (Thread t : fickle) {
                t.interrupt();
            }
            fickleOnes.await();
            awaitCount(() -> woken, signals);
            lock.lock();
            over = true;
            cond.broadcast();
            lock.unlock();
            round.moved(signals);
        }

        private void startFickle(int number) {
            int nanos = dice.oneIn(4) ? dice.size(1_000_000, 20_000_000) : 0;
            round.crew().start(new OneShot(() -> await(number, nanos), fickleOnes::done));
        }

        /** Waits, and counts itself if a signal ended the wait. */
        private void await(int number, int nanos) {
            lock.lock();
            try {
                if (number >= 0) {
                    fickle[number] = Thread.currentThread();
                }
                waiting++;
                boolean signalled = true;
                if (nanos > 0) {
                    signalled = cond.await(Duration.ofNanos(nanos));
                } else {
                    cond.await();
                }
                if (signalled && !over) {
                    woken++;
                }
            } catch (InterruptedException e) {
                Round.check(number >= 0, "interrupted, and nobody has done it");
            } finally {
                lock.unlock();
            }
        }

        private static void hesitate(long nanos) {
            for (long start = System.nanoTime(); System.nanoTime() - start < nanos;) {
                Thread.onSpinWait();
            }
        }

        private void signal(boolean locked) {
            if (locked) {
                lock.lock();
            }
            cond.signal();
            if (locked) {
                lock.unlock();
            }
        }

        private void awaitCount(IntSupplier count, int expected) throws InterruptedException {
            for (;;) {
                lock.lock();
                int now = count.getAsInt();
                lock.unlock();
                Round.check(now <= expected, now + " instead of " + expected);
                if (now == expected) {
                    return;
                }
                Thread.sleep(0, 200_000);
            }
        }
    }
}
