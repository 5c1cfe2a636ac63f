package dev.weft.internal.observe;

import dev.weft.GoroutineState;
import dev.weft.internal.goroutine.GoroutineRecord;
import dev.weft.internal.goroutine.Program;
import dev.weft.internal.goroutine.Tracking;
import dev.weft.internal.wait.Nap;
import dev.weft.internal.wait.StackReserve;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Goroutines that can never go on, while others do.
 *
 * <p>The collector can judge a goroutine by itself if it was started while goroutines were tracked; those of a program
 * that were not are kept or collected together ({@link dev.weft.internal.goroutine.Program}).
 *
 * <p>What was found although nobody had asked, by {@link LeakWatch} for instance, is gone. So it is remembered for those
 * who will ask.
 */
public final class Leaks {
    /** How many are remembered until somebody asks: the last ones. */
    static final int REMEMBERED = 1_000;

    /**
     * How often a collection is run at most. A goroutine may not wait yet at the first, or something that is about to
     * vanish may refer to it; see {@link #rest}.
     */
    private static final int COLLECTIONS = 3;

    /** How long to rest between collections, at most. */
    private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * Those that were found and not returned yet: although nobody had asked, or by whoever is just asking. Guarded by the lock
     * of {@link Proof}.
     */
    private static final Deque<GoroutineState> FOUND = new ArrayDeque<>();

    /** How many are asking. */
    private static final AtomicInteger ASKING = new AtomicInteger();

    private Leaks() {}

    /** Remembers and logs goroutines that were found lost. With the lock held. */
    static void found(Collection<GoroutineRecord> lost, Warnings warnings) {
        if (lost.isEmpty()) {
            return;
        }
        List<GoroutineState> states = Proof.states(lost);
        FOUND.addAll(states);
        while (FOUND.size() > REMEMBERED && ASKING.get() == 0) {
            FOUND.remove();
        }
        if (Tracking.isOn()) {
            warnings.add("leaked: " + lost.size() + (lost.size() == 1 ? " goroutine" : " goroutines")
                    + " can never go on" + Dump.appendix(states));
        }
    }

    /**
     * Finds those that are lost.
     *
     * @return their states, by their numbers; they are gone
     * @throws IllegalStateException if no collection can be run
     */
    public static List<GoroutineState> find() {
        List<GoroutineState> found = new ArrayList<>();
        StackReserve.checkForSeveral();
        ASKING.incrementAndGet();
        try {
            for (int i = 1;; i++) {
                long start = System.nanoTime();
                if (collect(i, found)) {
                    break;
                }
                rest(System.nanoTime() - start);
            }
        } finally {
            ASKING.decrementAndGet();
        }
        found.sort(Comparator.comparingLong(GoroutineState::id));
        return found;
    }

    /** Runs the i-th collection. If it was the last, moves all that were found to a list, and returns true. */
    private static boolean collect(int i, List<GoroutineState> found) {
        Proof.LOCK.lock();
        try {
            List<GoroutineRecord> candidates = candidates();
            boolean works;
            List<GoroutineRecord> lost;
            try {
                Proof.letGo(candidates);
                works = Collector.run();
                lost = Proof.writeOff(candidates);
            } finally {
                Proof.takeBack(candidates);
            }
            FOUND.addAll(Proof.states(lost));
            if (!works) {
                throw new IllegalStateException(
                        "leaked goroutines cannot be found: System.gc() has no effect (-XX:+DisableExplicitGC)");
            }
            boolean last = i == COLLECTIONS || (i > 1 && lost.isEmpty());
            if (last) {
                Watch.giveUpDead();
                found.addAll(FOUND);
                FOUND.clear();
            }
            return last;
        } finally {
            Proof.LOCK.unlock();
        }
    }

    /**
     * Lets other threads run: for as long as it took to get the lock and run a collection, up to 100 ms. Not with the lock
     * held: a goroutine that parks must find a carrier to go on, and all may be pinned by others that wait for the lock.
     *
     * <p>What may refer to a goroutine that has just begun to wait is its carrier, in a frame that it is about to leave; or a
     * scheduler's queue: when somebody takes the stack of a goroutine that can run, the JDK queues it a second time, and
     * it stays there until a carrier comes to it and finds nothing to do. If it is a goroutine that asks for leaks, it may be
     * what that carrier is busy with.
     */
    private static void rest(long nanos) {
        boolean interrupted = Thread.interrupted(); // with the flag set, it could not park
        long left = Math.min(nanos, LONGEST_REST);
        long end = System.nanoTime() + left;
        do {
            Nap.take(left);
            interrupted |= Thread.interrupted();
            left = end - System.nanoTime();
        } while (left > 0);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** All that the collector can judge and that may wait; without the members of a program of which one does not. */
    private static List<GoroutineRecord> candidates() {
        Map<Program, Boolean> asleep = new HashMap<>();
        List<GoroutineRecord> candidates = new ArrayList<>();
        for (GoroutineRecord goroutine : Known.records()) {
            Program program = goroutine.program();
            if (goroutine.isTracked() || program == null
                    || asleep.computeIfAbsent(program, p -> p.members().present().stream().allMatch(Look::waits))) {
                candidates.add(goroutine);
            }
        }
        return candidates;
    }

    /**
     * The tracked goroutines that are left, other than the current one, and those that were found lost.
     *
     * <p>The records come first, then what was found: one that is found meanwhile leaves the records, and is added, while
     * the lock is held. One that a collection has taken, but nobody has found yet, is in the records still.
     *
     * @param since the number below those that are wanted
     * @return their states, by their numbers
     */
    public static List<GoroutineState> left(long since) {
        long me = Thread.currentThread().threadId();
        SortedMap<Long, GoroutineState> left = new TreeMap<>();
        for (GoroutineRecord goroutine : Known.records()) {
            if (goroutine.isTracked() && goroutine.id() > since && goroutine.id() != me) {
                GoroutineState state = Look.state(goroutine);
                if (state == null && goroutine.isLost()) {
                    state = Look.remembered(goroutine);
                }
                if (state != null) {
                    left.put(state.id(), state);
                }
            }
        }
        StackReserve.checkForSeveral();
        Proof.LOCK.lock();
        try {
            FOUND.stream().filter(state -> state.id() > since).forEach(state -> left.put(state.id(), state));
        } finally {
            Proof.LOCK.unlock();
        }
        return List.copyOf(left.values());
    }

    /** Forgets all that were found lost, since nobody who is to know of them has asked. */
    static void forgetFound() {
        StackReserve.checkForSeveral();
        Proof.LOCK.lock();
        try {
            FOUND.clear();
        } finally {
            Proof.LOCK.unlock();
        }
    }

    /**
     * Forgets those of them that were found lost, since they are reported.
     *
     * @param reported what {@link #left} has returned
     */
    public static void forget(Collection<GoroutineState> reported) {
        Set<Long> numbers = reported.stream().map(GoroutineState::id).collect(Collectors.toSet());
        StackReserve.checkForSeveral();
        Proof.LOCK.lock();
        try {
            FOUND.removeIf(state -> numbers.contains(state.id()));
        } finally {
            Proof.LOCK.unlock();
        }
    }
}
