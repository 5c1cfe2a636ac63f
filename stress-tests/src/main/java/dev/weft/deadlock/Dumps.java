package dev.weft.deadlock;

import static dev.weft.Go.go;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.GoroutineState;
import dev.weft.Goroutines;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ten threads look at 200 goroutines that hand elements to each other without a pause, and that start others: they take
 * dumps, and look for leaks. Every look must find all of them, and no element may get lost.
 *
 * <pre>
 * Dumps PT5M
 * </pre>
 *
 * <p>Runs for that long, and until 10,000 dumps have been taken. Exits with 1 if anything was wrong. (With the JDK's own
 * dump of all threads, the virtual machine of JDK 25.0.3 does not survive a hundred.)
 */
public final class Dumps {
    private static final int PAIRS = 100;
    private static final int LOOKERS = 10;
    private static final long LEAST = 10_000;

    private final AtomicLong dumps = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Set<Long> goroutines = new HashSet<>(); // written before the lookers start

    private Dumps() {}

    /**
     * Takes dumps.
     *
     * @param args see the class
     */
    public static void main(String[] args) throws Exception {
        if (args.length != 1) {
            System.out.println("Dumps DURATION");
            Runtime.getRuntime().halt(2);
        }
        Dumps run = new Dumps();
        Go.run(() -> run.program(Duration.parse(args[0])));
        Runtime.getRuntime().halt(run.report(System.out));
    }

    private void program(Duration duration) throws InterruptedException {
        List<Thread> pairs = new ArrayList<>();
        List<Channel<Long>> channels = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            Channel<Long> channel = Channel.make(i % 3);
            channels.add(channel);
            pairs.add(go("sender", () -> send(channel)));
            pairs.add(go("receiver", () -> receive(channel)));
        }
        pairs.forEach(t -> goroutines.add(t.threadId()));
        List<Thread> lookers = new ArrayList<>();
        for (int i = 0; i < LOOKERS; i++) {
            boolean leaks = i == 0;
            lookers.add((i % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual()).start(() -> look(leaks)));
        }
        long end = System.nanoTime() + duration.toNanos();
        while (failure.get() == null && (System.nanoTime() - end < 0 || dumps.get() < LEAST)) {
            Thread.sleep(10);
        }
        stop.set(true);
        for (Thread t : lookers) {
            t.join();
        }
        for (Thread t : pairs) {
            t.join();
        }
    }

    private void send(Channel<Long> channel) throws InterruptedException {
        long n = 0;
        while (!stop.get()) {
            channel.send(n++);
            if (n % 100 == 0) {
                go(() -> {}).join();
                Go.gosched();
            }
        }
        sent.addAndGet(n);
        channel.close();
    }

    private void receive(Channel<Long> channel) throws InterruptedException {
        long n = 0;
        for (Long element; (element = channel.receive()) != null; n++) {
            if (element != n) {
                throw new AssertionError("received " + element + " for " + n);
            }
        }
        received.addAndGet(n);
    }

    private void look(boolean leaks) {
        try {
            while (!stop.get()) {
                Set<Long> missing = new HashSet<>(goroutines);
                for (GoroutineState state : Goroutines.all()) {
                    missing.remove(state.id());
                }
                if (!missing.isEmpty() && !stop.get()) {
                    throw new AssertionError("not in the dump: " + missing);
                }
                if (!Goroutines.dump().contains("goroutine")) {
                    throw new AssertionError("an empty dump");
                }
                dumps.addAndGet(2);
                if (leaks && !Goroutines.leaked().isEmpty()) {
                    throw new AssertionError("a leak");
                }
            }
        } catch (Throwable t) {
            failure.compareAndSet(null, t);
        }
    }

    private int report(PrintStream out) {
        if (sent.get() != received.get()) {
            failure.compareAndSet(null, new AssertionError(sent + " elements sent, " + received + " received"));
        }
        out.printf("%,d dumps while %,d elements were handed over%n", dumps.get(), received.get());
        out.println(failure.get() == null ? "all was well" : "FAILED: " + failure.get());
        out.flush();
        return failure.get() == null ? 0 : 1;
    }
}
