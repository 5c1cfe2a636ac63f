package dev.weft.benchmarks.shapes;

import dev.weft.benchmarks.peers.Starter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Goroutines that wait for elements from one channel, and wait again for each that they get. */
final class Bystanders {
    /** Receives one element. */
    @FunctionalInterface
    interface Receive {
        Integer receive() throws InterruptedException;
    }

    /** Sends one element. */
    @FunctionalInterface
    interface Send {
        void send(Integer element) throws InterruptedException;
    }

    private static final Integer END = 0;

    private final Thread[] all;

    private Bystanders(Thread... all) {
        this.all = all;
    }

    /** Starts {@code n} goroutines, and returns when all of them wait. */
    static Bystanders gather(Starter starter, int n, Receive receive) throws InterruptedException {
        Thread[] all = new Thread[n];
        AtomicInteger running = new AtomicInteger();
        for (int i = 0; i < n; i++) {
            all[i] = starter.start(() -> {
                running.incrementAndGet();
                while (!receive.receive().equals(END)) {
                    // Waits again.
                }
            });
        }
        while (running.get() < n) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        for (Thread thread : all) {
            while (thread.getState() != Thread.State.WAITING) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
        return new Bystanders(all);
    }

    /** Sends each of them what makes it end, and waits for their end. */
    void disperse(Send send) throws InterruptedException {
        for (int i = 0; i < all.length; i++) {
            send.send(END);
        }
        for (Thread thread : all) {
            thread.join();
        }
    }
}
