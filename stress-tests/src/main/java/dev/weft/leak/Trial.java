package dev.weft.leak;

import static dev.weft.Go.go;

import dev.weft.Channel;
import dev.weft.Go;
import dev.weft.GoroutineState;
import dev.weft.Goroutines;
import dev.weft.UncheckedInterruptedException;
import dev.weft.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a random {@link Plan}, and compares what becomes of the goroutines with what the {@link Model} says: those that
 * end have ended, and those that leak are reported, once, and no other is. Then what is held is released, and, when it is as
 * the model says again, interrupted; so those that were held show that they could go on.
 *
 * <p>This object must not refer to the gates, nor may a frame of a thread that runs: a goroutine that leaks could not be
 * found then.
 */
final class Trial {
    private static final String PACKAGE = Trial.class.getPackageName() + ".";
    private static final int LONGEST_DELAY = 700;

    private final long seed;
    private final long number;
    private final Plan plan;
    private final boolean inProgram;
    private final int leaksAtFirst;
    private final int heldAtFirst;

    /** How many steps each has begun. */
    private final AtomicIntegerArray begun;

    // Guarded by this object.
    private final Model model;
    private final TreeSet<Integer> ended = new TreeSet<>();
    private final TreeSet<Integer> reported = new TreeSet<>();
    private @Nullable AssertionError failure;

    /**
     * Makes a trial.
     *
     * @param number tells its goroutines from those of others
     */
    Trial(long seed, long number) {
        Random random = new Random(seed);
        this.seed = seed;
        this.number = number;
        this.plan = Plan.random(random);
        this.inProgram = random.nextBoolean();
        this.begun = new AtomicIntegerArray(plan.goroutines().size());
        this.model = new Model(plan);
        this.leaksAtFirst = with(Fate.LEAKS).size();
        this.heldAtFirst = with(Fate.HELD).size();
    }

    /** Runs it; throws an AssertionError if it does not go as the model says. */
    void run(Looker looker, Duration limit) throws Exception {
        looker.add(number, this);
        CountDownLatch started = new CountDownLatch(1);
        Channel<Unit> end = Channel.make();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                if (inProgram) {
                    Go.run(() -> {
                        start();
                        started.countDown();
                        end.receive();
                    });
                } else {
                    start();
                    started.countDown();
                }
            } catch (Throwable t) {
                fail("failed: " + t);
                started.countDown();
            }
        });
        started.await();
        awaitFates(looker, limit);
        synchronized (this) {
            model.release();
        }
        Held.release(this);
        awaitFates(looker, limit);
        synchronized (this) {
            model.interrupt();
        }
        Held.interrupt(this);
        awaitFates(looker, limit);
        end.close();
        thread.join();
        looker.remove(number);
        check();
    }

    /** Starts all goroutines, and everything else. */
    private void start() {
        Random random = new Random(seed);
        List<Gate> gates = new ArrayList<>();
        List<Gate> held = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        plan.kinds().forEach(kind -> gates.add(kind.make()));
        for (int i = 0; i < gates.size(); i++) {
            Openers.set(plan.gates().get(i), gates.get(i), 1 + random.nextInt(LONGEST_DELAY));
            if (plan.gates().get(i).holds) {
                held.add(gates.get(i));
            }
        }
        for (int i = 0; i < plan.goroutines().size(); i++) {
            int index = i;
            List<Move> moves =
                    plan.goroutines().get(i).stream().map(s -> new Move(s.opens(), gates.get(s.gate()))).toList();
            if (plan.held().get(i)) {
                threads.add(go(number + "/" + i, () -> walk(index, moves)));
            } else if (random.nextBoolean()) {
                go(number + "/" + i, () -> walk(index, moves));
            } else {
                go(() -> go(number + "/" + index, () -> walk(index, moves))); // by another one
            }
        }
        Held.keep(this, held, threads);
    }

    /** A step, with the gate itself. */
    private record Move(boolean opens, Gate gate) {}

    private void walk(int index, List<Move> moves) {
        try {
            for (Move move : moves) {
                begun.incrementAndGet(index);
                if (move.opens) {
                    move.gate.open();
                } else {
                    move.gate.await();
                }
            }
        } catch (InterruptedException | UncheckedInterruptedException e) {
            // this one does nothing more
        } catch (Throwable t) {
            fail("goroutine " + index + " failed: " + t);
        }
        ended(index);
    }

    private synchronized void ended(int index) {
        if (model.fates().get(index) != Fate.ENDS || !ended.add(index)) {
            fail("goroutine " + index + " has ended");
        }
    }

    /** One of its goroutines has been reported. */
    synchronized void report(int index, GoroutineState state) {
        if (model.fates().get(index) != Fate.LEAKS || !reported.add(index)) {
            fail("goroutine " + index + " was reported: " + state);
        }
        boolean reason = plan.goroutines().get(index).stream().filter(step -> !step.opens())
                .map(step -> plan.kinds().get(step.gate())).anyMatch(kind -> kind.mayShow(state.waitReason()));
        boolean stack = state.stack().stream().anyMatch(f -> f.getClassName().startsWith(PACKAGE));
        StackTraceElement creator = state.createdBy();
        if (!reason || !stack || creator == null || !creator.getClassName().startsWith(PACKAGE)) {
            fail("wrong report of goroutine " + index + ": " + state);
        }
    }

    private void awaitFates(Looker looker, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isAsTheModelSays()) {
            check();
            looker.check();
            if (System.nanoTime() - deadline > 0) {
                synchronized (this) {
                    fail("after " + limit + " not all is as it should be\nended:    " + ended + "\nreported: "
                            + reported
                            + "\n" + Goroutines.dump());
                }
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        looker.awaitAnotherLook();
        check();
    }

    private synchronized boolean isAsTheModelSays() {
        for (int index : with(Fate.HELD)) {
            if (begun.get(index) != model.begun(index)) {
                return false; // what it is released from later must not find it elsewhere
            }
        }
        return ended.equals(with(Fate.ENDS)) && reported.equals(with(Fate.LEAKS));
    }

    private TreeSet<Integer> with(Fate fate) {
        TreeSet<Integer> found = new TreeSet<>();
        for (int i = 0; i < model.fates().size(); i++) {
            if (model.fates().get(i) == fate) {
                found.add(i);
            }
        }
        return found;
    }

    private synchronized void fail(String what) {
        if (failure == null) {
            failure = new AssertionError(this + ": " + what);
        }
    }

    private synchronized void check() {
        if (failure != null) {
            throw failure;
        }
    }

    /** How many goroutines it has. */
    int goroutines() {
        return plan.goroutines().size();
    }

    /** How many goroutines have leaked so far. */
    synchronized int leaks() {
        return with(Fate.LEAKS).size();
    }

    /** How many leaked before anything was released. */
    int leaksAtFirst() {
        return leaksAtFirst;
    }

    /** How many were held before anything was released. */
    int heldAtFirst() {
        return heldAtFirst;
    }

    @Override
    public String toString() {
        return "program " + seed + (inProgram ? ", in a Go.run, " : ", ") + plan + ", " + model.fates();
    }
}
