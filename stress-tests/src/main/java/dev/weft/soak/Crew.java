package dev.weft.soak;

import dev.weft.Go;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The threads of a round. Every thread that was ever started is kept until it has been joined. Nothing here orders what
 * the members do, because that could hide what the library fails to order.
 */
final class Crew {
    /** More platform threads than this only make a round slow. */
    private static final int MOST_PLATFORM = 32;

    private final Dice dice;
    private final Consumer<Throwable> onFailure;
    private final List<Member> members = new ArrayList<>(); // guarded by itself
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final int platformOutOf8;
    private int platform;
    private volatile boolean calm;
    private volatile Thread joining;

    /** Calls {@code onFailure} when a member fails, on that member's thread. */
    Crew(Dice dice, Consumer<Throwable> onFailure) {
        this.dice = dice;
        this.onFailure = onFailure;
        this.platformOutOf8 = switch (dice.below(4)) {
            case 0 -> 4;
            case 1 -> dice.oneIn(3) ? 8 : 1;
            default -> 0;
        };
    }

    /** Starts a stage, on a virtual or a platform thread at random. Called by the director. */
    void start(Stage stage) {
        boolean virtual = platform >= MOST_PLATFORM || dice.below(8) >= platformOutOf8;
        if (!virtual) {
            platform++;
        }
        Member member = new Member(this, stage, dice.split(), virtual);
        synchronized (members) {
            members.add(member);
        }
        launch(member);
    }

    /** Starts a stage on a goroutine. */
    void startVirtual(Stage stage) {
        Member member = new Member(this, stage, dice, true); // it is not interrupted, and so needs no dice
        synchronized (members) {
            members.add(member);
        }
        launch(member);
    }

    void launch(Member member) {
        threads.add(
                member.isVirtual()
                        ? Go.go(member::run)
                        : Thread.ofPlatform().daemon().name("soak-member").start(member));
    }

    /** Adds the current thread, which the library has started. */
    void adopt() {
        threads.add(Thread.currentThread());
    }

    void failed(Throwable t) {
        onFailure.accept(t);
    }

    /**
     * Interrupts members at random until {@link #join}, but only a limited number of times: an interrupt also wakes a
     * waiter whose wake-up was lost, and would hide that forever.
     */
    void pester() {
        pester(dice.size(1, 3_000));
    }

    /** Interrupts members at random, {@code most} times at most. */
    void pester(int most) {
        Dice own = dice.split();
        int longest = dice.size(50_000, 5_000_000);
        threads.add(Thread.ofVirtual().name("soak-pest").start(() -> pester(own, longest, most)));
    }

    private void pester(Dice own, int longestNanos, int most) {
        for (int i = 0; i < most && !calm; i++) {
            try {
                Thread.sleep(0, Math.min(999_999, own.size(10_000, longestNanos)));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            Member victim;
            synchronized (members) {
                victim = members.isEmpty() ? null : own.pick(members);
            }
            Thread thread = victim == null ? null : victim.thread();
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /** Waits until all stages have ended, then until all threads have. */
    void join() throws InterruptedException {
        List<Thread> pests = new ArrayList<>();
        for (Thread t; (t = threads.poll()) != null;) {
            joining = t;
            if (!calm && isPest(t)) {
                pests.add(t);
            } else {
                t.join();
            }
        }
        calm = true;
        for (Thread t : pests) {
            joining = t;
            t.join();
        }
        calm = false;
        joining = null;
    }

    private static boolean isPest(Thread t) {
        return t.getName().equals("soak-pest");
    }

    long steps() {
        synchronized (members) {
            return members.stream().mapToLong(Member::steps).sum();
        }
    }

    long interrupts() {
        synchronized (members) {
            return members.stream().mapToLong(Member::interrupts).sum();
        }
    }

    /** The threads that are still alive, and where they are; equal stacks once. */
    String dump() {
        Stacks stacks = new Stacks();
        synchronized (members) {
            for (Member m : members) {
                Thread t = m.thread();
                if (t == null) {
                    stacks.add(m.stage().getClass().getSimpleName() + " has not begun", null);
                } else if (t.isAlive()) {
                    stacks.add(m.stage().getClass().getSimpleName(), t);
                }
            }
        }
        for (Thread t : threads) {
            stacks.add("thread", t);
        }
        Thread t = joining;
        if (t != null) {
            stacks.add("being joined", t);
        }
        return stacks.toString();
    }
}
