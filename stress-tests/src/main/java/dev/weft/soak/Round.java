package dev.weft.soak;

import dev.weft.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One random topology, from its seed to its verdict. The same seed gives the same topology, though not the same
 * interleaving.
 *
 * <p>A thread of its own, the director, builds it and waits for it. So the caller of {@link #execute} is free to watch
 * the time: a hang is a failure, reported with the stacks of the goroutines that hang.
 */
final class Round {
    private static final String GOOD = "good";

    private final long seed;
    private final Kind kind;
    private final Topology topology;
    private final Dice dice;
    private final Crew crew;
    private final List<Ledger> ledgers = new ArrayList<>();
    private final List<Channel<?>> channels = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Object> verdict = new LinkedBlockingQueue<>();
    private long moved;

    Round(long seed) {
        this(seed, Kind.of(seed).topology());
    }

    /** For tests: runs a topology of their own instead of that of the kind. */
    Round(long seed, Topology topology) {
        this.seed = seed;
        this.kind = Kind.of(seed);
        this.topology = topology;
        this.dice = new Dice(seed);
        this.crew = new Crew(dice.split(), this::failed);
    }

    // For the topologies.

    Dice dice() {
        return dice;
    }

    Crew crew() {
        return crew;
    }

    /** Returns a ledger, which is audited at the end. */
    Ledger ledger() {
        Ledger ledger = new Ledger();
        ledgers.add(ledger);
        return ledger;
    }

    /** Returns a channel, in whose queue no waiter may be left at the end. */
    <T> Channel<T> channel(int capacity) {
        Channel<T> channel = Channel.make(capacity);
        channels.add(channel);
        return channel;
    }

    Link link(int capacity) {
        return new Link(channels.size(), channel(capacity));
    }

    /** Counts the elements moved, where no ledger does. */
    void moved(long count) {
        moved += count;
    }

    /** Fails the round unless the condition holds. */
    static void check(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }

    // For the code that runs rounds.

    Kind kind() {
        return kind;
    }

    long moved() {
        return moved + ledgers.stream().mapToLong(Ledger::received).sum();
    }

    /**
     * Runs it.
     *
     * @param limit the time after which it counts as hanging
     */
    void execute(Duration limit) throws SoakFailure, InterruptedException {
        Thread director = Thread.ofPlatform().daemon().name("soak-director").start(this::direct);
        Object result = verdict.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        if (result == null) {
            throw failure("hangs: not over after " + limit, director, null);
        }
        if (result instanceof Throwable t) {
            throw failure(t.toString(), director, t);
        }
        director.join();
    }

    private void direct() {
        try {
            topology.run(this);
            crew.join();
            audit();
            verdict.add(GOOD);
        } catch (Throwable t) {
            failed(t);
        }
    }

    private void audit() {
        List<String> violations = new ArrayList<>();
        ledgers.forEach(l -> violations.addAll(l.audit()));
        for (Channel<?> c : channels) {
            if (!Idle.isDeserted(c)) {
                violations.add("left behind: somebody stands in the queue of " + c + ", and all threads have ended");
            }
        }
        check(violations.isEmpty(), String.join("\n", violations));
    }

    /** Ends the round at once: after a failure the other members may wait forever. */
    private void failed(Throwable t) {
        failures.add(t);
        verdict.add(t);
    }

    private SoakFailure failure(String what, Thread director, Throwable cause) {
        StringBuilder text = new StringBuilder();
        text.append("round ").append(seed).append(" (").append(kind).append("): ").append(what);
        for (Throwable t : failures) {
            if (t != cause) {
                text.append("\nand: ").append(t);
            }
        }
        text.append("\nTo run it alone: Soak --round ").append(seed);
        text.append("\nIts goroutines:\n").append(crew.dump());
        Stacks stacks = new Stacks();
        stacks.add("director", director);
        text.append(stacks).append("The threads of the process:\n").append(Stacks.ofPlatformThreads());
        return new SoakFailure(text.toString(), cause);
    }
}
