package dev.weft.faults;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.sync.WaitGroup;

/** Starts some goroutines, twice, and prints what comes of it. */
public final class SomeGoroutines {
    private SomeGoroutines() {}

    public static void main(String[] args) throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            try {
                Channel<String> threads = Channel.make(1);
                WaitGroup wg = new WaitGroup();
                wg.add(1);
                Go.go(() -> {
                    threads.send(Thread.currentThread().toString());
                    wg.done();
                });
                wg.await();
                System.out.println("ran on " + threads.receive());
                Thread other =
                        Go.threadFactory().newThread(() -> System.out.println("so did " + Thread.currentThread()));
                other.start();
                other.join();
                System.out.println("by " + Go.threadFactory());
            } catch (IllegalStateException e) {
                System.out.println("failed: " + e.getMessage());
            }
        }
    }
}
